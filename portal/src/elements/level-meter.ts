import { css, html, LitElement, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { afterFirstTouch, meter } from "../calls/level.ts";
import { shared } from "../styles/controls.ts";

const HEARD = 35;
const SILENT_AFTER_MS = 6_000;

/** How loud a microphone is at this moment, and whether it hears anything at all. */
@customElement("level-meter")
export class LevelMeter extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 6px;
      }
      .track {
        height: 8px;
        overflow: hidden;
        border-radius: 999px;
        background: var(--surface-sunken);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      .level {
        height: 100%;
        border-radius: inherit;
        background: linear-gradient(
          90deg,
          var(--accent) 60%,
          light-dark(#d9a32b, #e9bd57) 85%,
          var(--danger)
        );
        clip-path: inset(0 100% 0 0 round 999px);
      }
      p {
        min-height: 1.45em;
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .heard {
        color: var(--online-text);
      }
    `,
  ];

  @property({ attribute: false }) track: MediaStreamTrack | null = null;
  @state() private verdict: "listening" | "heard" | "silent" = "listening";
  @query(".level") private bar!: HTMLElement;
  @query(".track") private whole!: HTMLElement;
  #end: () => void = () => undefined;
  #shown = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#finish();
  }

  #finish(): void {
    this.#end();
    this.#end = () => undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("track")) this.verdict = "listening";
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("track")) this.#measure();
  }

  protected override render() {
    return html`<div
        class="track"
        role="meter"
        aria-label=${msg("Microphone level")}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="0"
      >
        <div class="level"></div>
      </div>
      <p role="status" class=${this.verdict}>${this.track ? WORDS[this.verdict]() : ""}</p>`;
  }

  #measure(): void {
    this.#finish();
    const { track } = this;
    this.#show(0);
    if (!track) return;
    let stop: () => void = () => undefined;
    let silent: ReturnType<typeof setTimeout> | undefined;
    const forget = afterFirstTouch(() => {
      stop = meter(track, (level) => this.#heard(level));
      silent = setTimeout(() => this.verdict === "listening" && (this.verdict = "silent"), SILENT_AFTER_MS);
    });
    this.#end = () => {
      clearTimeout(silent);
      forget();
      stop();
    };
  }

  /** Up at once, down slowly, as eyes expect it. */
  #heard(level: number): void {
    if (level >= HEARD) this.verdict = "heard";
    this.#show(Math.max(level, this.#shown - 3));
  }

  #show(level: number): void {
    if (level === this.#shown) return;
    this.#shown = level;
    this.bar.style.clipPath = `inset(0 ${100 - level}% 0 0 round 999px)`;
    this.whole.setAttribute("aria-valuenow", String(level));
  }
}

const WORDS = {
  listening: () => msg("Say something: the bar should move."),
  heard: () => msg("Your microphone works."),
  silent: () => msg("Nothing is heard. Speak up, or choose another microphone."),
};

declare global {
  interface HTMLElementTagNameMap {
    "level-meter": LevelMeter;
  }
}
