import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { generate } from "lean-qr/nano";

/** Light on every side, without which readers do not find it (ISO 18004). */
const QUIET = 4;

/** A text as a QR code, drawn here: nobody else is told it. Dark on light in dark themes too, as readers want it. */
@customElement("qr-code")
export class QrCode extends LitElement {
  @property() text = "";

  protected override render() {
    const { size, path } = pathOf(this.text);
    const whole = size + 2 * QUIET;
    return html`<svg
      role="img"
      aria-label=${msg("QR code")}
      viewBox=${`${-QUIET} ${-QUIET} ${whole} ${whole}`}
      width="220"
      height="220"
      shape-rendering="crispEdges"
    >
      <rect x=${-QUIET} y=${-QUIET} width=${whole} height=${whole} fill="#fff"></rect>
      <path d=${path} fill="#000"></path>
    </svg>`;
  }
}

/** One square for each dark module. */
export function pathOf(text: string): { size: number; path: string } {
  const code = generate(text);
  const places = Array.from({ length: code.size * code.size }, (_, at) => [
    at % code.size,
    Math.floor(at / code.size),
  ]);
  const dark = places.filter(([x, y]) => code.get(x!, y!));
  return { size: code.size, path: dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join("") };
}

declare global {
  interface HTMLElementTagNameMap {
    "qr-code": QrCode;
  }
}
