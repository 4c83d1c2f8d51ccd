import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { isSendKey, lengthOf } from "../core/composing.ts";
import { quoted } from "../core/corrections.ts";
import { isWorthSending, wordsOf } from "../core/drafting.ts";
import { NO_DRAFT, type Correction, type Draft } from "../core/drafts.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { composerStyles } from "./message-composer.styles.ts";
import type { CardLookup } from "./card-lookup.ts";
import { SlashBeginning } from "./slash-beginning.ts";
import { alertIcon, closeIcon, writeIcon } from "./icons.ts";
import { sendIcon } from "./thread-icons.ts";

export interface Closed {
  readonly reason: string;
  readonly nextStep: string | null;
  /** Where the reader can take that step, if it is in the portal. */
  readonly href: string | null;
}

const COUNT_FROM = 0.9;
const TALLEST_PX = 180;

/**
 * Where a message is written. Slots: `above`, what it will bring along; `tools`, buttons beside the field.
 * Events: `write` {text} at every change, `send`, `correct-last` (Arrow Up in an empty field), `cancel-correction`,
 * `card` {card} where one was chosen by a command.
 */
@customElement("message-composer")
export class MessageComposer extends LitElement {
  static override styles = [shared, buttons, fields, composerStyles];

  @property({ attribute: false }) draft: Draft = NO_DRAFT;
  /** Why nobody can write, and what to do about it: stands instead of the field. */
  @property({ attribute: false }) closed: Closed | null = null;
  @property({ type: Number }) limit = 8000;
  /** Where commands look; a correction brings nothing but words. */
  @property({ attribute: false }) cards: CardLookup | null = null;
  @query("textarea") private area!: HTMLTextAreaElement | null;
  readonly #commands = new SlashBeginning(this, () => (this.draft.correction ? null : this.cards));

  override focus(): void {
    this.area?.focus();
  }

  protected override render() {
    if (this.closed) return this.#closed(this.closed);
    const { correction } = this.draft;
    const text = wordsOf(this.draft);
    const length = lengthOf(text);
    return html`${correction ? this.#correcting(correction) : html`<slot name="above"></slot>`}
      ${this.#commands.render()}
      <form @submit=${this.#submit}>
        ${correction ? nothing : html`<slot name="tools"></slot>`}${this.#commands.renderButton()}
        <textarea
          rows="1"
          dir="auto"
          aria-label=${msg("Write a message")}
          aria-describedby="below"
          placeholder=${msg("Write a message")}
          .value=${text}
          @input=${this.#changed}
          @keydown=${this.#pressed}
        ></textarea>
        <button class="button primary send" aria-label=${msg("Send")} ?disabled=${!this.#canSend(length)}>
          ${sendIcon}
        </button>
      </form>
      <p class="below" id="below">
        ${this.#waiting()}<span class="keys">${msg("Enter sends, Shift + Enter makes a new line")}</span
        >${this.#count(length)}
      </p>`;
  }

  #closed({ reason, nextStep, href }: Closed) {
    return html`<p class="closed" role="note">
      ${alertIcon}<span><b>${reason}</b> ${href ? html`<a href=${href}>${nextStep}</a>` : nextStep}</span>
    </p>`;
  }

  #correcting({ original }: Correction) {
    return html`<p class="correcting">
      ${writeIcon}<span><b>${msg("Correcting:")}</b> <span dir="auto">${quoted(original)}</span></span>
      <button
        class="icon-button"
        aria-label=${msg("Do not correct")}
        @click=${() => this.#tell("cancel-correction")}
      >
        ${closeIcon}
      </button>
    </p>`;
  }

  /** Why nothing can be sent although there is something to send. */
  #waiting() {
    const { correction, attachments } = this.draft;
    if (correction || attachments.every(({ state }) => state === "ready")) return nothing;
    return html`<span class="waiting" role="status"
      >${msg("You can send as soon as every file is ready. Remove those that are not accepted.")}</span
    >`;
  }

  #count(length: number) {
    if (length < this.limit * COUNT_FROM) return nothing;
    const left = this.limit - length;
    return left >= 0
      ? html`<span role="status">${msg(str`${left} characters left`)}</span>`
      : html`<span class="over" role="status">${msg(str`${-left} characters too many`)}</span>`;
  }

  #canSend(length: number): boolean {
    return isWorthSending(this.draft) && length <= this.limit;
  }

  protected override updated(): void {
    if (!this.area) return;
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(TALLEST_PX, this.area.scrollHeight)}px`;
  }

  #changed(): void {
    this.#tell("write", { text: this.area?.value ?? "" });
  }

  #pressed(event: KeyboardEvent): void {
    const isTouch = matchMedia("(pointer: coarse) and (hover: none)").matches;
    if (isSendKey(event, isTouch)) this.#submit(event);
    else if (event.key === "ArrowUp" && wordsOf(this.draft) === "") this.#correctLast(event);
    else if (event.key === "Escape" && this.draft.correction) this.#tell("cancel-correction");
  }

  #correctLast(event: Event): void {
    // The key would move the caret to the beginning of the words that it brings.
    event.preventDefault();
    this.#tell("correct-last");
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (!this.#canSend(lengthOf(wordsOf(this.draft)))) return;
    this.#tell("send");
    this.focus();
  }

  #tell(name: "write" | "send" | "correct-last" | "cancel-correction", detail?: { text: string }): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "message-composer": MessageComposer;
  }
}
