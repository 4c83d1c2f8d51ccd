import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { dateAndTime, dayTitle, timeOfDay } from "../core/dates.ts";
import { visitPath } from "../core/appointments.ts";
import type { Reader } from "../core/reader.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { doorOf, otherOf, timeSpan } from "../core/visit-times.ts";
import { enterInWords, standingOf, titleOfVisit } from "../core/visit-words.ts";
import { titleOf } from "../core/words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { standingStyles } from "../styles/standing.ts";
import { cardStyles } from "./appointment-card.styles.ts";
import { videoIcon } from "./visit-icons.ts";
import "./person-avatar.ts";

/** One appointment: when, with whom, how it stands, and the way in while there is one. `now` is the server's. */
@customElement("appointment-card")
export class AppointmentCard extends LitElement {
  static override styles = [shared, buttons, standingStyles, cardStyles];

  @property({ attribute: false }) appointment!: Appointment;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) now = 0;

  protected override render() {
    const { clock, me } = this.reader;
    const other = otherOf(this.appointment, me);
    return html`<article class=${doorOf(this.appointment, this.now)} aria-label=${this.#name(other.name)}>
      ${this.#day()}
      <div class="about">
        <h3 dir="auto">${titleOfVisit(this.appointment)}</h3>
        <p class="time">
          <time datetime=${this.appointment.startsAt} title=${dateAndTime(clock, this.appointment.startsAt)}
            >${this.#when()}</time
          >
        </p>
        <p class="who">
          <person-avatar initials=${other.initials} of=${other.id}></person-avatar>
          <span><bdi>${other.name}</bdi> <span class="role">${titleOf(other)}</span></span>
        </p>
        ${this.#standing()}
      </div>
      ${this.#way(other.name)}
    </article>`;
  }

  #name(other: string): string {
    return msg(str`${titleOfVisit(this.appointment)} with ${other}`);
  }

  /** Days next to today are called so; the tile beside says the date. */
  #when(): string {
    const { clock } = this.reader;
    const clockNow = { ...clock, now: () => new Date(this.now) };
    return `${dayTitle(clockNow, this.appointment.startsAt)}, ${timeSpan(clock, this.appointment)}`;
  }

  #day() {
    const { locale, timeZone } = this.reader.clock;
    const part = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(this.appointment.startsAt));
    return html`<div class="day" aria-hidden="true">
      <span>${part({ month: "short" })}</span><b>${part({ day: "numeric" })}</b>
    </div>`;
  }

  #standing() {
    const { me, clock } = this.reader;
    const standing = standingOf(this.appointment, me, clock, this.now);
    return html`<p role="status">
      ${standing ? html`<span class="standing ${standing.tone}">${standing.words}</span>` : nothing}
    </p>`;
  }

  #way(other: string) {
    const door = doorOf(this.appointment, this.now);
    const { id, joinableFrom } = this.appointment;
    if (door === "open") {
      const words = enterInWords(this.appointment, this.reader.me);
      return html`<a
        class="button primary"
        href=${visitPath(id)}
        aria-label=${msg(str`${words}: ${this.#name(other)}`)}
        >${videoIcon}${words}</a
      >`;
    }
    if (door !== "early") return nothing;
    return html`<p class="opens">${msg(str`Opens at ${timeOfDay(this.reader.clock, joinableFrom)}`)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "appointment-card": AppointmentCard;
  }
}
