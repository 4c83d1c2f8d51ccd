import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Saving } from "../core/preferences.ts";
import { shared } from "../styles/controls.ts";
import "./saving-note.ts";

/** A preference that is on or off, what that means, and what has become of it. Events: `switched` {on}, `again`. */
@customElement("preference-switch")
export class PreferenceSwitch extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      label {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-content: center;
        align-items: center;
        gap: 2px 20px;
        min-height: 56px;
        padding: 4px 0;
        cursor: pointer;
      }
      .name {
        font-weight: 600;
      }
      .about {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      input {
        position: relative;
        grid-area: 1 / 2 / span 2;
        align-self: center;
        width: 52px;
        height: 32px;
        margin: 6px 0;
        border-radius: 999px;
        background: var(--line-strong);
        appearance: none;
        cursor: pointer;
        transition: background 0.15s;
      }
      input::before {
        content: "";
        position: absolute;
        inset: 4px auto auto 4px;
        width: 24px;
        height: 24px;
        border-radius: 50%;
        background: var(--surface);
        box-shadow: var(--shadow-low);
        transition: translate 0.15s;
      }
      input:checked {
        background: var(--accent);
      }
      input:checked::before {
        translate: 20px 0;
      }
      :host(:dir(rtl)) input:checked::before {
        translate: -20px 0;
      }
      label:has(:disabled),
      input:disabled {
        cursor: default;
        opacity: 0.6;
      }
      label:has(:disabled) input {
        opacity: 1;
      }
    `,
  ];

  @property() name = "";
  @property() about = "";
  @property({ type: Boolean }) on = false;
  @property({ type: Boolean }) disabled = false;
  @property({ attribute: false }) saving: Saving | undefined;
  @query("input") private input!: HTMLInputElement;

  protected override render() {
    return html`<label>
        <span class="name" id="name">${this.name}</span>
        <span class="about" id="about">${this.about}</span>
        <input
          type="checkbox"
          role="switch"
          aria-labelledby="name"
          aria-describedby=${this.about ? "about" : nothing}
          ?disabled=${this.disabled}
          .checked=${this.on}
          @change=${() => this.#switch()}
        />
      </label>
      <saving-note
        .saving=${this.saving}
        @again=${() => this.dispatchEvent(new CustomEvent("again"))}
      ></saving-note>`;
  }

  /** A change that is undone must show, although the property has not moved since it was last drawn. */
  protected override updated(): void {
    this.input.checked = this.on;
  }

  #switch(): void {
    this.dispatchEvent(new CustomEvent("switched", { detail: { on: this.input.checked } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "preference-switch": PreferenceSwitch;
  }
}
