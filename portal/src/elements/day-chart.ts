import { html, LitElement, nothing, svg } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Clock } from "../core/dates.ts";
import { barsOf, columnAt, dayInShort, dayInWords, scaleTop, totalOf, type Day } from "../core/days.ts";
import { shared } from "../styles/controls.ts";
import { chartStyles } from "./day-chart.styles.ts";

const HEIGHT = 168;
const SCALE_PX = 34;
const ROUND_PX = 4;
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** Messages of each day as bars. A pointer or the arrow keys go from day to day; a table says the same in numbers. */
@customElement("day-chart")
export class DayChart extends LitElement {
  static override styles = [shared, chartStyles];

  @property({ attribute: false }) days: readonly Day[] = [];
  @property({ attribute: false }) clock!: Clock;
  /** The day that is being looked at. */
  @state() private active: number | null = null;
  @state() private width = 480;
  @query(".field") private field!: HTMLElement;
  readonly #size = new ResizeObserver(([entry]) => (this.width = entry?.contentRect.width || this.width));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override render() {
    return html`<header>
        <h2 id="name">${msg("Messages per day")}</h2>
        <p class="told" aria-hidden="true">${this.#told()}</p>
      </header>
      ${this.days.length > 0 ? html`${this.#chart()} ${this.#table()}` : nothing}`;
  }

  #told() {
    const day = this.active === null ? undefined : this.days[this.active];
    if (day) return html`${dayInWords(this.clock, day.date)}: <b>${this.#number(day.messages)}</b>`;
    if (this.days.length === 0) return msg("Loading");
    return html`${msg(str`Last ${this.days.length} days`)}: <b>${this.#number(totalOf(this.days))}</b>`;
  }

  #chart() {
    const at = this.active ?? this.days.length - 1;
    const day = this.days[at]!;
    const [first, last] = [this.days[0]!, this.days.at(-1)!];
    return html`<div
      class="field"
      role="slider"
      tabindex="0"
      aria-labelledby="name"
      aria-valuemin="1"
      aria-valuemax=${this.days.length}
      aria-valuenow=${at + 1}
      aria-valuetext="${dayInWords(this.clock, day.date)}: ${this.#messages(day.messages)}"
      @keydown=${this.#pressed}
      @focus=${() => (this.active ??= this.days.length - 1)}
      @blur=${() => (this.active = null)}
      @pointermove=${this.#pointed}
      @pointerdown=${this.#pointed}
      @pointerleave=${() => (this.active = null)}
    >
      ${this.#bars()}
      <div class="days" aria-hidden="true">
        <span>${dayInShort(this.clock, first.date)}</span><span>${dayInShort(this.clock, last.date)}</span>
      </div>
    </div>`;
  }

  #bars() {
    const wide = Math.max(1, this.width - SCALE_PX);
    const top = scaleTop(this.days);
    const column = wide / this.days.length;
    return html`<svg class="bars" aria-hidden="true">
      ${[0, 0.5, 1].map((part) => this.#gridLine(part, top, wide))}
      ${
        this.active === null
          ? nothing
          : svg`<rect class="column" x=${column * this.active} y="0" width=${column} height=${HEIGHT} rx="6" />`
      }
      ${barsOf(this.days, wide, HEIGHT).map((bar, index) => {
        const classes = `bar ${index === this.active ? "active" : ""} ${index === this.days.length - 1 ? "today" : ""}`;
        const round = Math.min(ROUND_PX, bar.height / 2);
        return svg`<rect class=${classes} x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx=${round} />`;
      })}
    </svg>`;
  }

  #gridLine(part: number, top: number, wide: number) {
    const y = HEIGHT * (1 - part);
    return svg`<line class="grid ${part > 0 ? "above" : ""}" x1="0" x2=${wide} y1=${y} y2=${y} />
      <text class="scale" x=${wide + 8} y=${y + 4}>${this.#number(top * part)}</text>`;
  }

  #table() {
    return html`<details>
      <summary>${msg("As a table")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg("Day")}</th>
            <th scope="col">${msg("Messages")}</th>
          </tr>
        </thead>
        <tbody>
          ${this.days.map(
            ({ date, messages }) =>
              html`<tr>
                <th scope="row">${dayInWords(this.clock, date)}</th>
                <td>${this.#number(messages)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>`;
  }

  #pressed(event: KeyboardEvent): void {
    const last = this.days.length - 1;
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    this.active = Math.min(last, Math.max(0, step(this.active ?? last, last)));
  }

  #pointed(event: PointerEvent): void {
    const { left } = this.field.getBoundingClientRect();
    this.active = columnAt(event.clientX - left, this.width - SCALE_PX, this.days.length);
  }

  #messages(count: number): string {
    return count === 1 ? msg("1 message") : msg(str`${this.#number(count)} messages`);
  }

  #number(value: number): string {
    return new Intl.NumberFormat(this.clock.locale).format(value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "day-chart": DayChart;
  }
}
