import { css, html, LitElement } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";
import { closeIcon } from "./icons.ts";

interface Toast {
  readonly id: number;
  readonly words: string;
}

const SHOWN_FOR_MS = 7_000;

/** Short notes at the foot of the page, read out as they come. */
@customElement("toast-region")
export class ToastRegion extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        position: fixed;
        z-index: 5;
        inset: auto 0 max(var(--foot, 20px), env(safe-area-inset-bottom)) 0;
        display: grid;
        justify-items: center;
        gap: 8px;
        pointer-events: none;
      }
      p {
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: min(480px, calc(100vw - 32px));
        padding: 4px 4px 4px 18px;
        border-radius: var(--radius-large);
        background: light-dark(#1a2724, #e8f0ed);
        color: light-dark(#f2f7f5, #14211e);
        box-shadow: var(--shadow-high);
        font-size: var(--size-small);
        font-weight: 500;
        pointer-events: auto;
        animation: rise 0.2s ease-out;
      }
      .icon-button,
      .icon-button:hover {
        background: none;
        color: inherit;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 12px;
        }
      }
    `,
  ];

  @state() private toasts: readonly Toast[] = [];
  #count = 0;

  show(words: string): void {
    if (this.toasts.some((toast) => toast.words === words)) return;
    const toast = { id: ++this.#count, words };
    this.toasts = [...this.toasts, toast];
    setTimeout(() => this.#drop(toast), SHOWN_FOR_MS);
  }

  protected override render() {
    return html`<div role="status">
      ${repeat(
        this.toasts,
        ({ id }) => id,
        (toast) =>
          html`<p>
            ${toast.words}
            <button class="icon-button" aria-label=${msg("Dismiss")} @click=${() => this.#drop(toast)}>
              ${closeIcon}
            </button>
          </p>`,
      )}
    </div>`;
  }

  #drop(toast: Toast): void {
    this.toasts = this.toasts.filter((one) => one !== toast);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "toast-region": ToastRegion;
  }
}
