import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Recipient } from "../core/recipients.ts";
import { hindranceInWords, titleOf } from "../core/words.ts";
import { fields, shared } from "../styles/controls.ts";
import { teamIcon } from "./thread-icons.ts";
import { pickerStyles } from "./picker.styles.ts";
import "./person-avatar.ts";

/** One of the care teams and people that may be written to. Event: `chosen` {recipient}. */
@customElement("recipient-picker")
export class RecipientPicker extends LitElement {
  static override styles = [shared, fields, pickerStyles];

  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) recipients: readonly Recipient[] = [];
  @property({ attribute: false }) chosen: Recipient | null = null;

  protected override render() {
    const legend = this.reader.me.role === "patient" ? msg("To") : msg("Conversation with");
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="choices">${this.recipients.map((recipient) => this.#choice(recipient))}</div>
    </fieldset>`;
  }

  #choice(recipient: Recipient) {
    const { key, canMessage } = recipient;
    return html`<label class="choice">
      <input
        type="radio"
        name="recipient"
        .checked=${key === this.chosen?.key}
        ?disabled=${!canMessage}
        @change=${() => this.#choose(recipient)}
      />
      ${this.#picture(recipient)}
      <span class="words">
        <b dir="auto">${this.#name(recipient)}</b>
        <span class="role">${this.#about(recipient)}</span>
        ${canMessage ? nothing : html`<span class="reason">${hindranceInWords(recipient, this.reader.me, recipient.name)}</span>`}
      </span>
    </label>`;
  }

  #picture({ person }: Recipient) {
    if (!person) return html`<span class="team">${teamIcon}</span>`;
    return html`<person-avatar initials=${person.initials} of=${person.id}></person-avatar>`;
  }

  #name({ id, name }: Recipient): string {
    return id === this.reader.me.id ? msg("You alone") : name;
  }

  #about({ id, person }: Recipient): string {
    if (id === this.reader.me.id) return msg("Between you and the patient");
    return person ? titleOf(person) : msg("The whole team can read and answer");
  }

  #choose(recipient: Recipient): void {
    this.dispatchEvent(new CustomEvent("chosen", { detail: { recipient } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "recipient-picker": RecipientPicker;
  }
}
