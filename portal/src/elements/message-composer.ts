import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { isSendKey, lengthOf } from "../core/composing.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { alertIcon, sendIcon } from "./icons.ts";

const COUNT_FROM = 0.9;
const TALLEST_PX = 180;

/** Where a message is written. Events: `send` {text}, `draft` {text} at every change. */
@customElement("message-composer")
export class MessageComposer extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: block;
        padding: 10px clamp(12px, 3cqi, 32px) max(12px, env(safe-area-inset-bottom));
        border-top: 1px solid var(--line);
        background: var(--surface);
      }
      form,
      .closed,
      .below {
        max-width: 820px;
        margin: 0 auto;
      }
      form {
        display: flex;
        align-items: flex-end;
        gap: 8px;
        padding: 4px;
        border: 1px solid var(--line-strong);
        border-radius: 26px;
        background: var(--surface);
      }
      form:focus-within {
        border-color: var(--focus);
        box-shadow: 0 0 0 1px var(--focus);
      }
      textarea {
        min-height: var(--touch);
        padding: 10px 8px 10px 16px;
        border: 0;
        outline: none;
        background: none;
        resize: none;
        line-height: 1.45;
        scrollbar-width: thin;
      }
      textarea:focus-visible {
        outline: none;
      }
      .send {
        width: var(--touch);
        flex: none;
        padding: 0;
        border-radius: 50%;
      }
      .below {
        display: flex;
        justify-content: space-between;
        gap: 12px;
        padding: 4px 18px 0;
        font-size: 0.75rem;
        color: var(--text-soft);
      }
      .over {
        color: var(--danger-text);
        font-weight: 600;
      }
      .closed {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--warning-soft);
        color: var(--warning-text);
        font-size: var(--size-small);
        font-weight: 500;
      }
      @media (pointer: coarse) {
        .keys {
          display: none;
        }
      }
    `,
  ];

  /** Whose draft this is: another conversation brings another text. */
  @property() conversation = "";
  @property() draft = "";
  @property() closedBecause: string | null = null;
  @property({ type: Number }) limit = 8000;
  @state() private text = "";
  @query("textarea") private area!: HTMLTextAreaElement | null;

  override focus(): void {
    this.area?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation") || changed.has("draft")) this.text = this.draft;
  }

  protected override render() {
    if (this.closedBecause) {
      return html`<p class="closed" role="note">${alertIcon}<span>${this.closedBecause}</span></p>`;
    }
    const length = lengthOf(this.text);
    return html`<form @submit=${this.#submit}>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${msg("Write a message")}
          aria-describedby="below"
          placeholder=${msg("Write a message")}
          .value=${this.text}
          @input=${this.#changed}
          @keydown=${this.#pressed}
        ></textarea>
        <button class="button primary send" aria-label=${msg("Send")} ?disabled=${!this.#canSend(length)}>
          ${sendIcon}
        </button>
      </form>
      <p class="below" id="below">
        <span class="keys">${msg("Enter sends, Shift + Enter makes a new line")}</span>${this.#count(length)}
      </p>`;
  }

  #count(length: number) {
    if (length < this.limit * COUNT_FROM) return nothing;
    const left = this.limit - length;
    return left >= 0
      ? html`<span role="status">${msg(str`${left} characters left`)}</span>`
      : html`<span class="over" role="status">${msg(str`${-left} characters too many`)}</span>`;
  }

  #canSend(length: number): boolean {
    return this.text.trim() !== "" && length <= this.limit;
  }

  protected override updated(): void {
    if (!this.area) return;
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(TALLEST_PX, this.area.scrollHeight)}px`;
  }

  #changed(): void {
    this.text = this.area?.value ?? "";
    this.#tell("draft");
  }

  #pressed(event: KeyboardEvent): void {
    const isTouch = matchMedia("(pointer: coarse) and (hover: none)").matches;
    if (isSendKey(event, isTouch)) this.#submit(event);
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (!this.#canSend(lengthOf(this.text))) return;
    this.#tell("send");
    this.text = "";
    this.#tell("draft");
    this.focus();
  }

  #tell(name: "send" | "draft"): void {
    this.dispatchEvent(new CustomEvent(name, { detail: { text: this.text } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "message-composer": MessageComposer;
  }
}
