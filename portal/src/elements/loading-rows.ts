import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shared } from "../styles/controls.ts";

/** Grey shapes where rows will stand, so that nothing jumps when they come. */
@customElement("loading-rows")
export class LoadingRows extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      div {
        display: grid;
        grid-template-columns: 44px 1fr;
        gap: 8px 12px;
        padding: 14px 16px 14px 18px;
      }
      i {
        height: 11px;
        border-radius: 6px;
        background: var(--line);
        animation: breathe 1.4s ease-in-out infinite alternate;
      }
      i:first-child {
        grid-row: span 3;
        width: 44px;
        height: 44px;
        border-radius: 50%;
      }
      i:nth-child(2) {
        width: 62%;
      }
      i:nth-child(3) {
        width: 38%;
      }
      i:nth-child(4) {
        width: 84%;
      }
      @keyframes breathe {
        from {
          opacity: 0.45;
        }
        to {
          opacity: 0.9;
        }
      }
    `,
  ];

  @property({ type: Number }) rows = 6;

  protected override render() {
    return html`<span class="unseen" role="status">${msg("Loading")}</span>
      ${Array.from({ length: this.rows }, () => html`<div aria-hidden="true"><i></i><i></i><i></i><i></i></div>`)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "loading-rows": LoadingRows;
  }
}
