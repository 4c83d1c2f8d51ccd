import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { shared } from "../styles/controls.ts";

/** What stands where there is nothing to show: why, and what to do about it. */
@customElement("empty-state")
export class EmptyState extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        justify-items: center;
        align-content: center;
        gap: 8px;
        padding: 48px 28px;
        text-align: center;
        color: var(--text-soft);
        text-wrap: balance;
      }
      .icon {
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        margin-bottom: 8px;
        border-radius: 20px;
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .icon svg {
        width: 28px;
        height: 28px;
      }
      h1,
      h2 {
        font-size: var(--size-title);
        color: var(--text);
      }
      p {
        max-width: 34ch;
      }
      ::slotted([slot="action"]) {
        margin-top: 12px;
      }
    `,
  ];

  @property() heading = "";
  /** Stands for a whole page: then its heading is the page's. */
  @property({ type: Boolean }) page = false;
  @property({ attribute: false }) icon: TemplateResult | null = null;

  protected override render() {
    return html`<div class="icon">${this.icon}</div>
      ${this.page ? html`<h1>${this.heading}</h1>` : html`<h2>${this.heading}</h2>`}
      <p><slot></slot></p>
      <slot name="action"></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "empty-state": EmptyState;
  }
}
