import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shared } from "../styles/controls.ts";

/** One number and what it counts; a grey shape until the number is known. */
@customElement("stat-card")
export class StatCard extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 10px 12px;
        align-items: start;
        padding: 18px 20px;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface);
        box-shadow: var(--shadow-low);
      }
      .label {
        color: var(--text-soft);
        font-size: var(--size-small);
        font-weight: 600;
      }
      .icon {
        display: grid;
        grid-row: span 2;
        place-items: center;
        width: 40px;
        height: 40px;
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .value {
        min-height: 2.25rem;
        font-size: 1.875rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.03em;
        line-height: 1.2;
      }
      i {
        display: block;
        width: 3.2ch;
        height: 1.5rem;
        margin-top: 0.35rem;
        border-radius: var(--radius-small);
        background: var(--line);
        animation: breathe 1.4s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        from {
          opacity: 0.45;
        }
      }
      @container (max-width: 560px) {
        :host {
          padding: 14px 14px 10px;
          border-radius: var(--radius);
        }
        .icon {
          width: 34px;
          height: 34px;
        }
        .value {
          font-size: 1.5rem;
        }
      }
    `,
  ];

  @property() label = "";
  @property({ attribute: false }) icon: TemplateResult | null = null;
  @property({ attribute: false }) value: number | null = null;
  @property() locale = "en";

  protected override render() {
    return html`<span class="label">${this.label}</span>
      <span class="icon">${this.icon ?? nothing}</span>
      <span class="value">${this.value === null ? this.#unknown() : this.#number(this.value)}</span>`;
  }

  #unknown() {
    return html`<i></i><span class="unseen">${msg("Loading")}</span>`;
  }

  #number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "stat-card": StatCard;
  }
}
