import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { failureInWords } from "../core/failures.ts";
import { isRequester, otherOf } from "../core/cases.ts";
import { isSendKey, lengthOf } from "../core/composing.ts";
import type { Reader } from "../core/reader.ts";
import type { Case, FirstMessage } from "../core/shapes.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { messagesIcon } from "./icons.ts";
import { backIcon, sendIcon } from "./thread-icons.ts";
import "./case-facts.ts";
import "./empty-state.ts";
import "./hindrance-note.ts";

export interface FirstWords {
  readonly recall: (caseId: string) => Promise<string>;
  readonly keep: (caseId: string, text: string) => void;
}

/** A case about which nothing has been written yet, and where its first message is written. */
@customElement("case-beginning")
export class CaseBeginning extends LitElement {
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
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 68px;
        padding: 8px 20px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      :host(:not([narrow])) .icon-button {
        display: none;
      }
      .icon-button {
        margin-inline-start: -12px;
        color: var(--text);
      }
      h1 {
        overflow: hidden;
        text-overflow: ellipsis;
        font-size: var(--size-title);
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      empty-state {
        flex: 1;
      }
      form {
        display: grid;
        gap: 12px;
        width: min(640px, 100%);
        margin: auto;
        padding: 24px 20px;
      }
      .send {
        justify-self: end;
      }
    `,
  ];

  @property({ attribute: false }) case!: Case;
  @property({ attribute: false }) reader!: Reader;
  /** Sends the first message. */
  @property({ attribute: false }) begin!: (message: FirstMessage) => Promise<void>;
  /** What was written about a case before, and where it is kept until it has been sent. */
  @property({ attribute: false }) words!: FirstWords;
  @property({ type: Number }) limit = 8000;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private isWriting = false;
  @state() private isSending = false;
  @state() private text = "";
  @state() private problem: string | null = null;
  @query("textarea") private area!: HTMLTextAreaElement | null;
  /** Stays the same while the words do, so that sending again after a lost answer stores nothing twice. */
  #clientMessageId = crypto.randomUUID();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("text")) this.#clientMessageId = crypto.randomUUID();
    const isAnother = changed.has("case") && (changed.get("case") as Case | undefined)?.id !== this.case.id;
    if (isAnother) void this.#recall(this.case.id);
  }

  async #recall(id: string): Promise<void> {
    Object.assign(this, { text: "", isWriting: false, problem: null });
    const text = await this.words.recall(id);
    if (id === this.case.id && !this.text && text) Object.assign(this, { text, isWriting: true });
  }

  protected override render() {
    return html`<header>
        <a class="icon-button" href="/cases" aria-label=${msg("Back to cases")}>${backIcon}</a>
        <h1 dir="auto">${this.case.title}</h1>
      </header>
      <case-facts .case=${this.case}></case-facts>
      ${this.isWriting ? this.#form() : this.#invitation()}`;
  }

  #invitation() {
    const { canMessage, reason, nextStep } = this.case;
    return html`<empty-state heading=${msg("Nothing written yet")} .icon=${messagesIcon}>
      ${msg("What you write here is read by the two of you alone.")}
      <div slot="action">
        ${
          canMessage
            ? html`<button class="button primary" @click=${this.#write}>
                ${sendIcon}${this.#actName()}
              </button>`
            : html`<hindrance-note reason=${reason ?? nothing} .nextStep=${nextStep}></hindrance-note>`
        }
      </div>
    </empty-state>`;
  }

  #actName(): string {
    return isRequester(this.case, this.reader.me) ? msg("Text a specialist") : msg("Text a requester");
  }

  #form() {
    const { name } = otherOf(this.case, this.reader.me);
    return html`<form @submit=${this.#submit}>
      <div class="field">
        <label for="text">${msg(str`Message to ${name}`)}</label>
        <textarea
          id="text"
          rows="5"
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

  async #write(): Promise<void> {
    this.isWriting = true;
    await this.updateComplete;
    this.area?.focus();
  }

  #keep(text: string): void {
    this.text = text;
    this.words.keep(this.case.id, text);
  }

  #pressed(event: KeyboardEvent): void {
    const isTouch = matchMedia("(pointer: coarse) and (hover: none)").matches;
    if (isSendKey(event, isTouch)) void this.#submit(event);
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.#canSend) return;
    Object.assign(this, { isSending: true, problem: null });
    const { id } = this.case;
    try {
      await this.begin({ clientMessageId: this.#clientMessageId, text: this.text });
      this.words.keep(id, "");
    } catch (error) {
      this.problem = failureInWords(error);
    } finally {
      this.isSending = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "case-beginning": CaseBeginning;
  }
}
