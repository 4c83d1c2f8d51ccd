import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shared } from "../styles/controls.ts";

/** A number, of unread messages where nothing else is said; nothing where there are none. */
@customElement("unread-badge")
export class UnreadBadge extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }
      span.badge {
        display: inline-grid;
        place-items: center;
        min-width: 22px;
        height: 22px;
        padding: 0 7px;
        border-radius: 999px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.75rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  @property({ type: Number }) count = 0;
  /** What there are so many of. */
  @property({ attribute: false }) words: string | false = false;

  protected override render() {
    if (this.count === 0) return nothing;
    const shown = this.count > 99 ? "99+" : this.count;
    return html`<span class="badge" part="count"
      >${shown}<span class="unseen">${this.words || msg("unread")}</span></span
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "unread-badge": UnreadBadge;
  }
}
