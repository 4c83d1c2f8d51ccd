import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { lateUntil, waitingSince } from "../core/visit-words.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { standingStyles } from "../styles/standing.ts";
import { clockIcon } from "./visit-icons.ts";

const MINUTES = [5, 10, 15, 20, 30, 45, 60];

/** What a provider sees and says before the start: whether the patient waits, and by how much they are late themselves. */
@customElement("visit-lobby")
export class VisitLobby extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    standingStyles,
    css`
      :host {
        display: grid;
        gap: 14px;
      }
      h2 {
        font-size: var(--size-title);
        font-weight: 650;
      }
      .hint {
        margin-top: 4px;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: 8px 10px;
        padding-top: 14px;
        border-top: 1px solid var(--line);
      }
      .said {
        grid-column: 1 / -1;
      }
    `,
  ];

  @property({ attribute: false }) appointment!: Appointment;
  @property({ attribute: false }) reader!: Reader;
  /** The server's. */
  @property({ attribute: false }) now = 0;
  /** Tells the patient. */
  @property({ attribute: false }) late!: (minutes: number) => Promise<void>;
  @state() private isTelling = false;
  @state() private minutes = 10;

  protected override render() {
    const { patient, call } = this.appointment;
    return html`<section aria-labelledby="who">
        <h2 id="who">${msg("Waiting room")}</h2>
        <div role="status">
          <p>${this.#patient(patient.name)}</p>
        </div>
        <p class="hint">${this.#hint()}</p>
      </section>
      ${call.state === "live" ? nothing : this.#form()}`;
  }

  #patient(name: string) {
    const { call } = this.appointment;
    if (call.state === "live") {
      const words = call.patientHere
        ? msg(str`${name} is in the call`)
        : msg(str`${name} is not in the call`);
      return html`<span class="standing ${call.patientHere ? "live" : ""}">${words}</span>`;
    }
    if (call.state !== "waiting") {
      return html`<span class="standing">${msg(str`${name} is not here yet`)}</span>`;
    }
    const words = waitingSince(this.appointment, this.reader.clock);
    return html`<span class="standing ${call.patientHere ? "calling" : "late"}"
      ><span><bdi>${name}</bdi>: ${words}</span></span
    >`;
  }

  #hint(): string {
    const { state } = this.appointment.call;
    if (state === "live") return msg("The meeting is going on.");
    if (state === "waiting") return msg("Nobody is seen or heard before you start the meeting.");
    return msg("You are told as soon as they come. You can also start the meeting before.");
  }

  #form() {
    const until = lateUntil(this.appointment, this.reader.clock, this.now);
    return html`<form @submit=${this.#submit}>
      <div class="field">
        <label for="minutes">${msg("Running late by")}</label>
        <select
          id="minutes"
          @change=${(event: Event) => (this.minutes = Number((event.target as HTMLSelectElement).value))}
        >
          ${MINUTES.map((one) => html`<option value=${one} .selected=${one === this.minutes}>${minutesInWords(one, this.reader.clock.locale)}</option>`)}
        </select>
      </div>
      <button class="button quiet" ?disabled=${this.isTelling}>${clockIcon}${msg("Tell the patient")}</button>
      <div class="said" role="status">
        ${until ? html`<span class="standing late">${msg(str`Your patient sees: running late, until about ${until}`)}</span>` : nothing}
      </div>
    </form>`;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    this.isTelling = true;
    await this.late(this.minutes).finally(() => (this.isTelling = false));
  }
}

function minutesInWords(minutes: number, locale: string): string {
  const options = { style: "unit", unit: "minute", unitDisplay: "short" } as const;
  return new Intl.NumberFormat(locale, options).format(minutes);
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-lobby": VisitLobby;
  }
}
