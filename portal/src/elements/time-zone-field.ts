import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { timeIn, zoneCalled, type Saving } from "../core/preferences.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import "./saving-note.ts";

const ZONES = Intl.supportedValuesOf("timeZone");

/** A zone of the IANA database, found by typing. Events: `chosen` {zone}, `again`. */
@customElement("time-zone-field")
export class TimeZoneField extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: block;
      }
      .link-button {
        min-height: 32px;
        padding: 0;
        color: var(--accent-text);
      }
      [aria-invalid="true"] {
        border-color: var(--danger-text);
      }
      .wrong {
        color: var(--danger-text);
        font-size: var(--size-small);
      }
    `,
  ];

  /** Empty where none was chosen: then the browser's holds. */
  @property() zone = "";
  @property() locale = "en";
  @property({ attribute: false }) saving: Saving | undefined;
  @state() private isWrong = false;
  @query("input") private input!: HTMLInputElement;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("zone") || changed.has("saving")) this.input.value = this.zone.replaceAll("_", " ");
  }

  protected override render() {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`<div class="field">
      <label for="zone">${msg("Time zone")}</label>
      <input
        id="zone"
        type="text"
        list="zones"
        autocomplete="off"
        spellcheck="false"
        placeholder=${here}
        aria-describedby="about"
        aria-invalid=${this.isWrong ? "true" : "false"}
        @focus=${() => this.input.select()}
        @input=${() => (this.isWrong = false)}
        @change=${this.#choose}
      />
      <datalist id="zones">
        ${ZONES.map((zone) => html`<option value=${zone.replaceAll("_", " ")}></option>`)}
      </datalist>
      <p id="about" class="hint">${this.#about(here)}</p>
      ${this.isWrong ? this.#wrong() : nothing}
      ${this.zone !== here && this.zone !== "" ? this.#offer(here) : nothing}
      <saving-note
        .saving=${this.saving}
        @again=${() => this.dispatchEvent(new CustomEvent("again"))}
      ></saving-note>
    </div>`;
  }

  #about(here: string): string {
    const time = timeIn(this.zone || here, this.locale, new Date());
    if (this.zone) return msg(str`All times are shown as there. It is ${time} now.`);
    return msg(str`None chosen: times are shown as on this device. It is ${time} now.`);
  }

  #wrong() {
    return html`<p class="wrong" role="alert">
      ${msg("There is no such time zone. Type a city and choose one of the list.")}
    </p>`;
  }

  #offer(here: string) {
    return html`<div>
      <button class="link-button" @click=${() => this.#tell(here)}>
        ${msg(str`Use ${here}, as this device`)}
      </button>
    </div>`;
  }

  #choose(): void {
    const zone = zoneCalled(this.input.value);
    this.isWrong = zone === null;
    if (zone && zone !== this.zone) this.#tell(zone);
  }

  #tell(zone: string): void {
    this.isWrong = false;
    this.dispatchEvent(new CustomEvent("chosen", { detail: { zone } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "time-zone-field": TimeZoneField;
  }
}
