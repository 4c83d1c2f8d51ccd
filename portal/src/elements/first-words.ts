import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { failureInWords } from "../core/failures.ts";
import { isSendKey, lengthOf } from "../core/composing.ts";
import type { FirstMessage, Person } from "../core/shapes.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import type { FirstWords as Words } from "./case-beginning.ts";
import { messagesIcon } from "./icons.ts";
import { sendIcon } from "./thread-icons.ts";
import "./empty-state.ts";

/** Where the first message to somebody is written, in a narrow place beside something else. */
@customElement("first-words")
export class FirstWords extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        overflow-y: auto;
      }
      empty-state {
        flex: 1;
      }
      form {
        display: grid;
        gap: 10px;
        padding: 14px;
        border-top: 1px solid var(--line);
        background: var(--surface);
      }
      .send {
        justify-self: end;
      }
    `,
  ];

  /** Under which the words are kept until they have been sent. */
  @property() about = "";
  @property({ attribute: false }) to!: Person;
  @property({ type: Number }) limit = 8000;
  @property({ attribute: false }) words!: Words;
  /** Sends the first message. */
  @property({ attribute: false }) begin!: (message: FirstMessage) => Promise<void>;
  @state() private text = "";
  @state() private isSending = false;
  @state() private problem: string | null = null;
  /** Stays the same while the words do, so that sending again after a lost answer stores nothing twice. */
  #clientMessageId = crypto.randomUUID();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("text")) this.#clientMessageId = crypto.randomUUID();
    if (changed.has("about")) void this.#recall(this.about);
  }

  async #recall(about: string): Promise<void> {
    const text = await this.words.recall(about);
    if (about === this.about && !this.text) this.text = text;
  }

  protected override render() {
    return html`<empty-state heading=${msg("Nothing written yet")} .icon=${messagesIcon}>
        ${msg("What you write here is read by the two of you alone.")}
      </empty-state>
      <form @submit=${this.#submit}>
        <div class="field">
          <label for="text">${msg(str`Message to ${this.to.name}`)}</label>
          <textarea
            id="text"
            rows="3"
            dir="auto"
            .value=${this.text}
            @input=${(event: Event) => this.#keep((event.target as HTMLTextAreaElement).value)}
            @keydown=${this.#pressed}
          ></textarea>
        </div>
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
        <button class="button primary send" ?disabled=${!this.#canSend}>
          ${sendIcon}${this.isSending ? msg("Sending…") : msg("Send")}
        </button>
      </form>`;
  }

  get #canSend(): boolean {
    return !this.isSending && this.text.trim() !== "" && lengthOf(this.text) <= this.limit;
  }

  #keep(text: string): void {
    this.text = text;
    this.words.keep(this.about, text);
  }

  #pressed(event: KeyboardEvent): void {
    const isTouch = matchMedia("(pointer: coarse) and (hover: none)").matches;
    if (isSendKey(event, isTouch)) void this.#submit(event);
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.#canSend) return;
    Object.assign(this, { isSending: true, problem: null });
    try {
      await this.begin({ clientMessageId: this.#clientMessageId, text: this.text });
      this.#keep("");
    } catch (error) {
      this.problem = failureInWords(error);
    } finally {
      this.isSending = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "first-words": FirstWords;
  }
}
