import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Reason } from "../core/shapes.ts";
import { nextStepInWords } from "../core/words.ts";
import { shared } from "../styles/controls.ts";
import { alertIcon } from "./icons.ts";

/** What stands against writing to a patient, and what staff can do about it. */
@customElement("hindrance-note")
export class HindranceNote extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        gap: 12px;
        padding: 14px 16px;
        border-radius: var(--radius);
        background: var(--warning-soft);
        color: var(--warning-text);
        font-size: var(--size-small);
        text-align: start;
      }
      svg {
        width: 20px;
        height: 20px;
      }
      b {
        display: block;
        font-weight: 650;
      }
    `,
  ];

  @property() reason: Reason | null = null;
  @property({ attribute: false }) nextStep: string | null = null;

  protected override render() {
    return html`${alertIcon}
      <p role="note">
        <b>${(REASONS[this.reason ?? ""] ?? unknown)()}</b> ${nextStepInWords(this, "provider")}
      </p>`;
  }
}

const REASONS: Record<string, () => string> = {
  NO_PORTAL_ACCOUNT: () => msg("No portal account yet: messages would not arrive."),
  OPTED_OUT: () => msg("Prefers not to get messages in the portal."),
  NO_RELATIONSHIP: () => msg("Not in your care at present."),
  CASE_CLOSED: () => msg("This case is closed: what was written stays readable."),
};
const unknown = () => msg("Nobody can write here at present.");

declare global {
  interface HTMLElementTagNameMap {
    "hindrance-note": HindranceNote;
  }
}
