import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { timeOfDay } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import { countdown } from "../core/visit-times.ts";
import { shared } from "../styles/controls.ts";
import { clockIcon } from "./visit-icons.ts";

const DAY_MS = 24 * 60 * 60_000;

/** How long it is until the visit opens. Event: `open`, once that is now. */
@customElement("visit-countdown")
export class VisitCountdown extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 8px;
        padding: 48px 24px;
        text-align: center;
      }
      p {
        color: var(--text-soft);
      }
      svg {
        width: 36px;
        height: 36px;
        color: var(--accent-text);
      }
      p.left {
        color: var(--text);
        font-size: 2.5rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.02em;
      }
    `,
  ];

  /** RFC 3339. */
  @property() from = "";
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) aheadMs = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#tick(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  #tick(): void {
    this.requestUpdate();
    if (this.#left <= 0) this.dispatchEvent(new CustomEvent("open"));
  }

  get #left(): number {
    return Date.parse(this.from) - (Date.now() + this.aheadMs);
  }

  protected override render() {
    const time = timeOfDay(this.reader.clock, this.from);
    return html`${clockIcon}
      <h2>${msg("It is not time yet")}</h2>
      ${this.#left < DAY_MS ? html`<p class="left" role="timer">${countdown(this.#left, 0)}</p>` : ""}
      <p>${msg(str`You can come in from ${time} on. This page opens by itself.`)}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-countdown": VisitCountdown;
  }
}
