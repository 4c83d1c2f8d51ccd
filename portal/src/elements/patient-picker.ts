import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { takenByEnter } from "../core/choosing.ts";
import type { Reader } from "../core/reader.ts";
import type { Patient } from "../core/shapes.ts";
import { hindranceInWords } from "../core/words.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { searchIcon } from "./icons.ts";
import { pickerStyles } from "./picker.styles.ts";
import "./person-avatar.ts";

const ASK_AFTER_MS = 180;

/** Finds a patient by name or id. Event: `chosen` {patient}, null when the choice is taken back. */
@customElement("patient-picker")
export class PatientPicker extends LitElement {
  static override styles = [shared, buttons, fields, pickerStyles];

  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) find!: (words: string) => Promise<readonly Patient[]>;
  @property({ attribute: false }) chosen: Patient | null = null;
  /** The answer to the words that stand in the field now; null until it has come. */
  @state() private found: readonly Patient[] | null = null;
  @state() private active = -1;
  @state() private failed = false;
  @query("input") private input!: HTMLInputElement | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    void this.updateComplete.then(() => this.input?.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("chosen")) this.#forget();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("chosen") && !this.chosen) void this.#ask("");
  }

  protected override render() {
    return this.chosen ? this.#choice(this.chosen) : this.#search();
  }

  #choice(patient: Patient) {
    return html`<div class="field">
      <span class="label">${msg("Patient")}</span>
      <div class="card">
        ${this.#person(patient)}
        <button type="button" class="button quiet" @click=${() => this.#choose(null)}>
          ${msg("Change")}
        </button>
      </div>
    </div>`;
  }

  #search() {
    const activeId = this.active >= 0 ? `option-${this.active}` : nothing;
    return html`<div class="field">
      <label for="search">${msg("Patient")}</label>
      <div class="search">
        ${searchIcon}
        <input
          id="search"
          type="search"
          role="combobox"
          autocomplete="off"
          placeholder=${msg("Name or patient id")}
          aria-autocomplete="list"
          aria-expanded=${this.found ? "true" : "false"}
          aria-controls="options"
          aria-activedescendant=${activeId}
          @input=${this.#typed}
          @keydown=${this.#pressed}
        />
      </div>
      <ul id="options" role="listbox" aria-label=${msg("Patients")}>
        ${this.found?.map((patient, index) => this.#option(patient, index))}
      </ul>
      <p class="hint" role="status">${this.#told()}</p>
    </div>`;
  }

  #told() {
    if (this.failed) return msg("The search did not work. Please try again.");
    if (this.found === null) return msg("Searching…");
    if (this.found.length === 0) return msg("No patient of yours has this name or id.");
    return nothing;
  }

  #option(patient: Patient, index: number) {
    return html`<li
      id="option-${index}"
      role="option"
      aria-selected=${index === this.active}
      aria-disabled=${!patient.canMessage}
      @click=${() => this.#choose(patient)}
    >
      ${this.#person(patient)}
    </li>`;
  }

  #person(patient: Patient) {
    const reason = patient.canMessage ? null : hindranceInWords(patient, this.reader.me, patient.name);
    return html`<person-avatar initials=${patient.initials} of=${patient.id}></person-avatar>
      <div class="words">
        <b dir="auto">${patient.name}</b> <span class="id">${patient.id}</span>
        ${reason ? html`<span class="reason">${reason}</span>` : nothing}
      </div>`;
  }

  #typed(): void {
    this.#forget();
    this.#timer = setTimeout(() => void this.#ask(this.#words()), ASK_AFTER_MS);
  }

  /** What was found for other words must neither be seen nor be taken. */
  #forget(): void {
    clearTimeout(this.#timer);
    Object.assign(this, { found: null, failed: false, active: -1 });
  }

  #words(): string {
    return this.input?.value.trim() ?? "";
  }

  async #ask(words: string): Promise<void> {
    try {
      const found = await this.find(words);
      if (this.#words() === words) Object.assign(this, { found, failed: false, active: -1 });
    } catch {
      if (this.#words() === words) this.failed = true;
    }
  }

  #pressed(event: KeyboardEvent): void {
    const count = this.found?.length ?? 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count > 0) {
      event.preventDefault();
      this.active = (this.active + step + count) % count;
      this.renderRoot.querySelectorAll("[role=option]")[this.active]?.scrollIntoView({ block: "nearest" });
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    const patient = takenByEnter(this.found, this.active);
    if (patient) this.#choose(patient);
  }

  #choose(patient: Patient | null): void {
    if (patient && !patient.canMessage) return;
    this.dispatchEvent(new CustomEvent("chosen", { detail: { patient } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "patient-picker": PatientPicker;
  }
}
