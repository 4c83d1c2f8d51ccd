import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Clock } from "../core/dates.ts";
import { mailProblemForStaff, ownMailProblem } from "../core/mail-words.ts";
import type { MailProblem } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";
import { alertIcon } from "./icons.ts";

/** Why mails do not go to somebody's address, and what helps; nothing where they do. */
@customElement("mail-problem-note")
export class MailProblemNote extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: flex;
        gap: 12px;
        padding: 14px 16px;
        border-radius: var(--radius);
        background: var(--warning-soft);
        color: var(--warning-text);
        font-size: var(--size-small);
      }
      svg {
        width: 20px;
        height: 20px;
      }
    `,
  ];

  @property({ attribute: false }) problem: MailProblem | null = null;
  @property({ attribute: false }) clock!: Clock;
  /** Whether the reader is the one whose mails it is about. */
  @property({ type: Boolean }) own = false;

  protected override render() {
    if (!this.problem) return nothing;
    const words = this.own ? ownMailProblem : mailProblemForStaff;
    return html`<div>
      ${alertIcon}
      <p role="note">${words(this.problem, this.clock)}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "mail-problem-note": MailProblemNote;
  }
}
