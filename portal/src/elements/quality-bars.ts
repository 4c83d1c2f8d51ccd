import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shared } from "../styles/controls.ts";

/** How good a connection is, as bars; the words are in the title and for screen readers. */
@customElement("quality-bars")
export class QualityBars extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: inline-flex;
      }
      .bars {
        display: flex;
        align-items: flex-end;
        gap: 2px;
        height: 15px;
      }
      i {
        width: 4px;
        border-radius: 1.5px;
        background: currentColor;
        opacity: 0.3;
      }
      i:nth-child(1) {
        height: 5px;
      }
      i:nth-child(2) {
        height: 8px;
      }
      i:nth-child(3) {
        height: 11px;
      }
      i:nth-child(4) {
        height: 15px;
      }
      .full {
        opacity: 1;
      }
      .fair .full {
        color: #f2c27f;
      }
      .poor .full {
        color: #ff9d92;
      }
    `,
  ];

  /** From 0 to 4. */
  @property({ type: Number }) quality = 4;

  protected override render() {
    const words = (WORDS[this.quality] ?? WORDS[4]!)();
    const tone = this.quality >= 3 ? "good" : this.quality === 2 ? "fair" : "poor";
    return html`<span class="bars ${tone}" role="img" aria-label=${words} title=${words}>
      ${[1, 2, 3, 4].map((bar) => html`<i class=${bar <= this.quality ? "full" : ""}></i>`)}
    </span>`;
  }
}

const WORDS: readonly (() => string)[] = [
  () => msg("Nothing gets through at present"),
  () => msg("Poor connection"),
  () => msg("Weak connection"),
  () => msg("Good connection"),
  () => msg("Very good connection"),
];

declare global {
  interface HTMLElementTagNameMap {
    "quality-bars": QualityBars;
  }
}
