import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { moment, type Clock } from "../core/dates.ts";
import type { Http } from "../core/http.ts";
import { Problem } from "../core/problem.ts";
import { recordsOver, type Ground, type Hold } from "../core/records-api.ts";
import { tell } from "../pages/tell.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { personActs } from "../styles/person-acts.ts";

const NOT_FOUND = 404;
const GROUNDS: Record<Ground, () => string> = {
  litigation: () => msg("Litigation"),
  investigation: () => msg("Investigation"),
  records_request: () => msg("Request for records"),
  other: () => msg("Other"),
};

/** Looks a patient up by id, and puts them under legal hold or lifts it. Event: `problem` {error}. */
@customElement("legal-hold")
export class LegalHold extends LitElement {
  static override styles = [shared, buttons, fields, personActs];

  @property({ attribute: false }) http!: Http;
  @property({ attribute: false }) clock!: Clock;
  @state() private wanted = "";
  /** The patient that was looked up, and the hold that they are under, if any. */
  @state() private found: { readonly patientId: string; readonly hold: Hold | null } | null = null;
  @state() private ground: Ground = "litigation";
  @state() private said = "";
  @state() private isBusy = false;

  #look(event: Event): void {
    event.preventDefault();
    const patientId = this.wanted.trim();
    this.found = null;
    if (patientId) void this.#do(patientId, (api) => api.hold(patientId));
    else this.said = msg("Enter the id of a patient.");
  }

  async #do(
    patientId: string,
    act: (api: ReturnType<typeof recordsOver>) => Promise<Hold | null>,
  ): Promise<void> {
    Object.assign(this, { said: "", isBusy: true });
    try {
      this.found = { patientId, hold: await act(recordsOver(this.http)) };
    } catch (error) {
      if (error instanceof Problem && error.status === NOT_FOUND)
        this.said = msg(str`There is no patient with the id ${patientId}.`);
      else tell(this, "problem", { error });
    }
    this.isBusy = false;
  }

  protected override render() {
    return html`<p class="hint">
        ${msg("Nothing of a patient under legal hold is ever purged. Setting and lifting one is in the audit.")}
      </p>
      <form aria-label=${msg("Look up a patient")} @submit=${this.#look}>
        <div class="field">
          <label for="patient">${msg("Patient (id)")}</label>
          <input
            id="patient"
            type="text"
            autocomplete="off"
            .value=${this.wanted}
            @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
          />
        </div>
        <div class="acts">
          <button class="button primary" ?disabled=${this.isBusy}>${msg("Look up")}</button>
        </div>
      </form>
      <p role="status">${this.said || (this.found ? this.#state(this.found) : "")}</p>
      ${this.found ? this.#acts(this.found) : nothing}`;
  }

  #state({ patientId, hold }: NonNullable<typeof this.found>) {
    if (!hold) return msg(str`${patientId} is under no legal hold.`);
    const since = moment(this.clock, hold.at) ?? hold.at;
    return msg(
      str`${patientId} is under legal hold (${GROUNDS[hold.ground]()}), set by ${hold.by.name} on ${since}.`,
    );
  }

  #acts({ patientId, hold }: NonNullable<typeof this.found>) {
    if (hold) {
      return html`<div class="acts">
        <button
          class="button quiet"
          ?disabled=${this.isBusy}
          @click=${() => this.#do(patientId, (api) => api.liftHold(patientId))}
        >
          ${msg("Lift the hold")}
        </button>
      </div>`;
    }
    return html`<div class="field">
        <label for="ground">${msg("Ground")}</label>
        <select
          id="ground"
          @change=${(event: Event) => (this.ground = (event.target as HTMLSelectElement).value as Ground)}
        >
          ${Object.entries(GROUNDS).map(
            ([ground, name]) =>
              html`<option value=${ground} ?selected=${ground === this.ground}>${name()}</option>`,
          )}
        </select>
      </div>
      <div class="acts">
        <button
          class="button primary"
          ?disabled=${this.isBusy}
          @click=${() => this.#do(patientId, (api) => api.setHold(patientId, this.ground))}
        >
          ${msg("Set the hold")}
        </button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "legal-hold": LegalHold;
  }
}
