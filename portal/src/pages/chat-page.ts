import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { beginConversation, loadMoreInbox, reloadInbox } from "../core/inbox.ts";
import { discardMessage, retryMessage, sendMessage } from "../core/outbox.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Me, NewConversation } from "../core/shapes.ts";
import { inboxOf, threadOf } from "../core/state.ts";
import { loadOlder, markRead, openThread } from "../core/threads.ts";
import { reasonInWords } from "../core/words.ts";
import type { ConversationList } from "../elements/conversation-list.ts";
import { messagesIcon } from "../elements/icons.ts";
import type { NewMessageActs, NewMessageDialog } from "../elements/new-message-dialog.ts";
import type { ThreadHeader } from "../elements/thread-header.ts";
import { shared } from "../styles/controls.ts";
import { chatPageStyles } from "./chat-page.styles.ts";
import { chatPath } from "./routes.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/conversation-list.ts";
import "../elements/message-composer.ts";
import "../elements/message-thread.ts";
import "../elements/thread-announcer.ts";
import "../elements/thread-header.ts";

const ONE_PANE_BELOW_PX = 760;

/** Inbox and thread, side by side where there is room. Events: `go` {path}, `problem` {error}. */
@customElement("chat-page")
export class ChatPage extends LitElement {
  static override styles = [shared, chatPageStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property() conversationId: string | null = null;
  @state() private draft = "";
  @state() private hasDialog = false;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @query("conversation-list") private list!: ConversationList;
  @query("new-message-dialog") private dialog!: NewMessageDialog | null;
  @query("thread-header") private header!: ThreadHeader | null;
  readonly #store = new StoreController(this);
  readonly #size = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < ONE_PANE_BELOW_PX;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#store.follow(this.chat.store);
    if (changed.has("conversationId")) this.draft = "";
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("conversationId")) return;
    const before = changed.get("conversationId");
    if (this.conversationId) void this.#open(this.conversationId);
    else if (before) this.list.focusRow(before);
  }

  async #open(id: string): Promise<void> {
    this.header?.focusHeading();
    void this.chat.keepsakes.draft(id).then((text) => {
      if (id === this.conversationId) this.draft = text;
    });
    await this.#try(openThread(this.chat, id));
  }

  protected override render() {
    const { state } = this.chat.store;
    return html`<conversation-list
        ?hidden=${this.narrow && this.conversationId !== null}
        .conversations=${inboxOf(state)}
        .inbox=${state.inbox}
        .reader=${this.reader}
        .selected=${this.conversationId}
        @compose=${() => this.#try(this.#compose())}
        @more=${() => this.#try(loadMoreInbox(this.chat))}
        @reload=${() => this.#try(reloadInbox(this.chat))}
      ></conversation-list>
      <section ?hidden=${this.narrow && this.conversationId === null} aria-label=${msg("Conversation")}>
        ${this.conversationId ? this.#thread(this.conversationId) : this.#nothingOpen()}
      </section>
      ${this.hasDialog ? this.#newMessage() : nothing}`;
  }

  #nothingOpen() {
    return html`<empty-state heading=${msg("Choose a conversation")} .icon=${messagesIcon}>
      ${msg("Pick one from the list, or write a new message.")}
    </empty-state>`;
  }

  #thread(id: string) {
    const { state } = this.chat.store;
    const thread = threadOf(state, id);
    return html`<thread-header
        .conversation=${state.conversations.get(id)}
        .reader=${this.reader}
        ?narrow=${this.narrow}
      ></thread-header>
      <message-thread
        conversation=${id}
        .thread=${thread}
        .reader=${this.reader}
        @older=${() => this.#try(loadOlder(this.chat, id))}
        @reload=${() => this.#open(id)}
        @seen=${(event: CustomEvent<{ seq: number }>) => this.#seen(id, event.detail.seq)}
        @retry=${(event: Named) => retryMessage(this.chat, id, event.detail.clientMessageId)}
        @discard=${(event: Named) => discardMessage(this.chat, id, event.detail.clientMessageId)}
      ></message-thread>
      <thread-announcer .messages=${thread.messages} .reader=${this.reader}></thread-announcer>
      ${thread.phase === "missing" ? nothing : this.#composer(id)}`;
  }

  #composer(id: string) {
    const conversation = this.chat.store.state.conversations.get(id);
    if (!conversation) return nothing;
    const { canReply, reason, patient } = conversation;
    return html`<message-composer
      conversation=${id}
      .draft=${this.draft}
      .limit=${this.me.limits?.textLength ?? 8000}
      .closedBecause=${canReply ? null : reasonInWords(reason, this.me.person, patient.name)}
      @send=${(event: Written) => sendMessage(this.chat, id, event.detail.text)}
      @draft=${(event: Written) => this.chat.keepsakes.keepDraft(id, event.detail.text)}
    ></message-composer>`;
  }

  /** The dialog is fetched when it is first wanted: reading does not wait for it. */
  async #compose(): Promise<void> {
    await import("../elements/new-message-dialog.ts");
    this.hasDialog = true;
    await this.updateComplete;
    await this.dialog?.open();
  }

  #newMessage() {
    return html`<new-message-dialog
      .reader=${this.reader}
      .myTeams=${this.me.person.careTeams ?? []}
      .acts=${this.#acts}
    ></new-message-dialog>`;
  }

  readonly #acts: NewMessageActs = {
    findPatients: async (words) => (await this.chat.api.patients(words)).items,
    contacts: () => this.chat.api.contacts(),
    begin: async (draft: NewConversation) => {
      const id = await beginConversation(this.chat, draft);
      this.dispatchEvent(new CustomEvent("go", { detail: { path: chatPath(id) } }));
    },
  };

  /** A marker that did not get through is repeated after the break; nobody need be told. */
  #seen(id: string, seq: number): void {
    markRead(this.chat, id, seq).catch((error: unknown) => {
      if (error instanceof SignedOut) this.chat.onSignedOut();
    });
  }

  async #try(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) =>
      this.dispatchEvent(new CustomEvent("problem", { detail: { error } })),
    );
  }
}

type Named = CustomEvent<{ clientMessageId: string }>;
type Written = CustomEvent<{ text: string }>;

declare global {
  interface HTMLElementTagNameMap {
    "chat-page": ChatPage;
  }
}
