import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";
import { icon } from "./icons.ts";
import { lock, smallLockIcon } from "./sensitive-mark.ts";

const lockIcon = icon(lock);

const meaning = () => msg("Sensitive: the patient signs in again to read it");

/** Beside the field of those who may mark a message as sensitive. Event: `toggle-sensitive`, bubbling. */
@customElement("sensitive-toggle")
export class SensitiveToggle extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      .icon-button[aria-pressed="true"] {
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      [aria-pressed="true"] rect {
        fill: currentColor;
      }
    `,
  ];

  @property({ type: Boolean }) on = false;

  protected override render() {
    return html`<button
      type="button"
      class="icon-button"
      aria-pressed=${this.on ? "true" : "false"}
      aria-label=${meaning()}
      title=${meaning()}
      @click=${() => this.dispatchEvent(new CustomEvent("toggle-sensitive", { bubbles: true }))}
    >
      ${lockIcon}
    </button>`;
  }
}

/** Over the field, while what is being written is sensitive. */
@customElement("sensitive-note")
export class SensitiveNote extends LitElement {
  static override styles = [
    shared,
    css`
      p {
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: 820px;
        margin: 0 auto 6px;
        padding-inline-start: 14px;
        color: var(--accent-text);
        font-size: var(--size-small);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    return html`<p>${smallLockIcon}${meaning()}</p>`;
  }
}

/** What a composer holds for staff: the toggle, and in words that it is on. */
export function sensitiveTools(isOn: boolean): TemplateResult {
  return html`<sensitive-toggle slot="tools" ?on=${isOn}></sensitive-toggle>${
      isOn ? html`<sensitive-note slot="above"></sensitive-note>` : nothing
    }`;
}

/** In place of what a locked message says. The button with `data-unlock` leads to a fresh sign-in. */
export function lockedWords(seq: number): TemplateResult {
  return html`<p class="text locked">${msg("Sensitive message")}</p>
    <button class="button quiet unlock" data-unlock=${seq}>
      ${lockIcon}${msg("Sign in again to read")}
    </button>`;
}
