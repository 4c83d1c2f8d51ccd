import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { isMine, type Chat } from "../core/chat.ts";
import { afterwards, contentOf, correcting, withWords } from "../core/drafting.ts";
import { NO_DRAFT, type Draft } from "../core/drafts.ts";
import { sendMessage } from "../core/sending.ts";
import type { Card, Conversation, Me, Message } from "../core/shapes.ts";
import { threadOf } from "../core/state.ts";
import { TypingSignal } from "../core/typing-signal.ts";
import type { Reader } from "../core/reader.ts";
import { nextStepInWords, reasonInWords } from "../core/words.ts";
import type { Closed, MessageComposer } from "../elements/message-composer.ts";
import { sensitiveTools } from "../elements/sensitive.ts";
import { chosenCard } from "../elements/shown-card.ts";
import { Attaching } from "./attaching.ts";
import { CardLookups } from "./card-lookups.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/message-composer.ts";

/** Writing in one conversation: drafts and corrections kept, typing told, messages sent. */
@customElement("writing-pane")
export class WritingPane extends LitElement {
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property() conversation = "";
  @state() private draft = NO_DRAFT;
  @query("message-composer") private composer!: MessageComposer | null;
  readonly #store = new StoreController(this);
  readonly #cards = new CardLookups();
  readonly #files = new Attaching(this, { draft: () => this.draft, keep: (draft) => this.#keep(draft) });
  #typing: TypingSignal | null = null;

  /** Takes up the correction of one of the reader's own messages. */
  correct(message: Message): void {
    if (message.text === null) return;
    this.#keep(correcting(this.draft, message));
    this.composer?.focus();
  }

  /** Takes up files for the message that is being written. */
  attach(files: readonly File[]): void {
    this.#files.add(files);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#typing?.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#store.follow(this.chat.store);
    if (!changed.has("conversation")) return;
    this.#typing?.stop();
    const { chat, conversation: conversationId } = this;
    this.#typing = new TypingSignal((on) => chat.say({ action: "typing", conversationId, on }));
    this.draft = NO_DRAFT;
    void this.#recall(conversationId);
  }

  /** What was being written here before, unless something has been written meanwhile. */
  async #recall(id: string): Promise<void> {
    const draft = await this.chat.keepsakes.draft(id);
    if (id !== this.conversation) return;
    if (this.draft === NO_DRAFT) this.draft = draft;
    this.#files.recall(draft);
  }

  protected override render() {
    const conversation = this.chat.store.state.conversations.get(this.conversation);
    if (!conversation) return nothing;
    return html`<message-composer
      .draft=${this.draft}
      .limit=${this.me.limits?.textLength ?? 8000}
      .cards=${this.#cards.about(conversation.patient.id, this.chat.api, this.reader.clock)}
      .closed=${conversation.canReply ? null : this.#closed(conversation)}
      @write=${(event: CustomEvent<{ text: string }>) => this.#write(event.detail.text)}
      @send=${this.#send}
      @correct-last=${this.#correctLast}
      @cancel-correction=${this.#cancelCorrection}
      @card=${(event: CustomEvent<{ card: Card }>) => this.#keep({ ...this.draft, card: event.detail.card })}
      @toggle-sensitive=${() => this.#keep({ ...this.draft, sensitive: !this.draft.sensitive })}
      >${chosenCard(this.draft.card, this.reader.clock, this.#removeCard)}${this.#files.parts()}
      ${this.#canBeSensitive(conversation) ? sensitiveTools(this.draft.sensitive) : nothing}</message-composer
    >`;
  }

  /** A case has no patient among its readers, and patients mark nothing. */
  #canBeSensitive({ kind }: Conversation): boolean {
    return kind !== "case" && this.me.person.role !== "patient";
  }

  #closed({ reason, nextStep, patient }: Conversation): Closed {
    const { person } = this.me;
    const isOwnChoice = reason === "OPTED_OUT" && person.role === "patient";
    return {
      reason: reasonInWords(reason, person, patient.name),
      nextStep: nextStepInWords({ reason, nextStep }, person.role),
      href: isOwnChoice ? "/preferences" : null,
    };
  }

  #keep(draft: Draft): void {
    this.draft = draft;
    void this.chat.keepsakes.keepDraft(this.conversation, draft);
  }

  #write(text: string): void {
    this.#keep(withWords(this.draft, text));
    this.#typing?.changed(text);
  }

  #send(): void {
    const { draft } = this;
    this.#typing?.stop();
    void sendMessage(this.chat, this.conversation, contentOf(draft));
    if (!draft.correction) this.#files.sent();
    this.#keep(afterwards(draft));
  }

  readonly #removeCard = (): void => {
    this.#keep({ ...this.draft, card: null });
    this.composer?.focus();
  };

  #correctLast(): void {
    const { messages } = threadOf(this.chat.store.state, this.conversation);
    const last = messages.findLast(({ type, sender }) => type === "text" && isMine(this.chat, sender));
    if (last) this.correct(last);
  }

  #cancelCorrection(): void {
    this.#typing?.stop();
    this.#keep(afterwards(this.draft));
    this.composer?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "writing-pane": WritingPane;
  }
}
