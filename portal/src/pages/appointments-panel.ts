import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg } from "@lit/localize";
import { loadAppointments, loadMoreAppointments, serverTime, visitsOf } from "../core/appointments.ts";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { upcoming } from "../core/visit-times.ts";
import { alertIcon } from "../elements/icons.ts";
import { calendarIcon } from "../elements/visit-icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { panelStyles } from "../styles/pages.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import { VisitClock } from "./visit-clock.ts";
import "../elements/appointment-card.ts";
import "../elements/loading-rows.ts";

const SHOWN = 4;

/**
 * The reader's appointments that are to come, the next one first. With `patient`: the next one with this patient, and
 * nothing at all where there is none. Event: `problem` {error}.
 */
@customElement("appointments-panel")
export class AppointmentsPanel extends LitElement {
  static override styles = [
    shared,
    buttons,
    panelStyles,
    css`
      :host {
        display: block;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .panel {
        padding-bottom: 10px;
      }
      .all {
        width: 100%;
        margin: 4px 0 10px;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() patient: string | null = null;
  @state() private areAllShown = false;
  readonly #store = new StoreController(this);
  readonly #clock = new VisitClock(this, () => this.chat.store.state);

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
  }

  /** Also where they are known already: there may be new ones, and no event tells of these. */
  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(work = loadAppointments): Promise<void> {
    await work(this.chat).catch((error: unknown) => tell(this, "problem", { error }));
  }

  protected override render() {
    const { state } = this.chat.store;
    const visits = visitsOf(state);
    const now = serverTime(state);
    this.#clock.watch(visits.appointments.values());
    const all = upcoming(visits.appointments.values(), now);
    if (this.patient !== null) return this.#next(all, now);
    return html`<section class="panel" aria-labelledby="heading">
      <header><h2 id="heading">${msg("Upcoming appointments")}</h2></header>
      ${visits.phase === "ready" ? this.#list(all, now, visits.next !== null) : this.#notReady(visits.phase)}
    </section>`;
  }

  #next(all: readonly Appointment[], now: number) {
    const next = all.find(({ patient, status }) => patient.id === this.patient && status !== "cancelled");
    if (!next) return nothing;
    return html`<section class="panel" aria-labelledby="heading">
      <header><h2 id="heading">${msg("Next appointment")}</h2></header>
      ${this.#card(next, now)}
    </section>`;
  }

  #notReady(phase: string) {
    if (phase === "loading") return html`<loading-rows rows="1"></loading-rows>`;
    return html`<p class="nothing" role="alert">
      ${alertIcon}<span>${msg("The appointments could not be loaded.")}</span>
      <button class="link-button" @click=${() => this.#load()}>${msg("Try again")}</button>
    </p>`;
  }

  #list(all: readonly Appointment[], now: number, hasMore: boolean) {
    if (all.length === 0 && !hasMore) {
      return html`<p class="nothing">${calendarIcon}${msg("No appointments in the next weeks.")}</p>`;
    }
    const shown = this.areAllShown ? all : all.slice(0, SHOWN);
    return html`<ul>
        ${repeat(
          shown,
          ({ id }) => id,
          (one) => html`<li>${this.#card(one, now)}</li>`,
        )}
      </ul>
      ${shown.length < all.length || hasMore ? this.#more(shown.length < all.length) : nothing}`;
  }

  #more(areKnown: boolean) {
    const show = () => (areKnown ? (this.areAllShown = true) : this.#load(loadMoreAppointments));
    return html`<button class="button quiet all" @click=${show}>${msg("Show more")}</button>`;
  }

  #card(one: Appointment, now: number) {
    return html`<appointment-card .appointment=${one} .reader=${this.reader} .now=${now}></appointment-card>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "appointments-panel": AppointmentsPanel;
  }
}
