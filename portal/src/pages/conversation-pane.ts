import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Act } from "../core/acts.ts";
import type { Chat } from "../core/chat.ts";
import { otherSide, typistsIn } from "../core/company.ts";
import { markRead } from "../core/markers.ts";
import { loadMembers } from "../core/members.ts";
import { putOnScreen } from "../core/on-screen.ts";
import { discardMessage, retryMessage, sendWithoutCard } from "../core/sending.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, Me, Message } from "../core/shapes.ts";
import { withSecretsLocked } from "../core/secrets.ts";
import { threadOf } from "../core/state.ts";
import { loadOlder, openThread, reachMessage, takeLanding } from "../core/threads.ts";
import { presenceOf } from "../core/words.ts";
import type { MenuWish } from "../elements/conversation-row.ts";
import type { FileWish } from "../elements/message-file.ts";
import type { MessageThread } from "../elements/message-thread.ts";
import type { MessageWish } from "../elements/pointing.ts";
import type { ThreadHeader } from "../elements/thread-header.ts";
import { shared } from "../styles/controls.ts";
import { conversationPaneStyles } from "./conversation-pane.styles.ts";
import { StoreController } from "./store-controller.ts";
import type { ThreadFiles } from "./thread-files.ts";
import type { ThreadOverlays } from "./thread-overlays.ts";
import type { WritingPane } from "./writing-pane.ts";
import "../elements/message-thread.ts";
import "../elements/thread-announcer.ts";
import "../elements/thread-header.ts";
import "./writing-pane.ts";

/**
 * The open conversation: header, thread, composer. Slot `facts`: what else there is to know about it, under the header.
 * Events: `go` {path}, `problem` {error}.
 */
@customElement("conversation-pane")
export class ConversationPane extends LitElement {
  static override styles = [shared, conversationPaneStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property() conversation = "";
  /** Where the way back leads. */
  @property() back = "/chat";
  @property({ type: Boolean }) narrow = false;
  /** Beside something else that goes on: opening it leaves the keyboard where it is. */
  @property({ type: Boolean }) beside = false;
  @query("thread-header") private header!: ThreadHeader;
  @query("message-thread") private thread!: MessageThread;
  @query("writing-pane") private writing!: WritingPane;
  @query("thread-overlays") private overlays!: ThreadOverlays;
  @query("thread-files") private files!: ThreadFiles;
  readonly #store = new StoreController(this);
  #takeOff = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeOff = putOnScreen(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#takeOff();
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) void this.#open(this.conversation);
  }

  async #open(id: string): Promise<void> {
    if (!this.beside) this.header.focusHeading();
    await this.#try(openThread(this.chat, id));
    const landing = takeLanding(this.chat, id);
    if (landing !== null) await this.#try(this.#jump(id, landing));
    // What stands around the messages comes after them; without it they can still be read.
    await Promise.allSettled([loadMembers(this.chat, id), import("./thread-extras.ts")]);
  }

  protected override render() {
    const { state } = this.chat.store;
    const id = this.conversation;
    const thread = threadOf(state, id);
    const conversation = state.conversations.get(id);
    return html`${this.#header(conversation)}
      <secrets-bar .secrets=${state.secrets} .reader=${this.reader} @lock=${this.#lock}></secrets-bar>
      <message-thread
        conversation=${id}
        .thread=${thread}
        .reader=${this.reader}
        @older=${() => this.#try(loadOlder(this.chat, id))}
        @reload=${() => this.#open(id)}
        @seen=${(event: CustomEvent<{ seq: number }>) => this.#seen(id, event.detail.seq)}
        @retry=${(event: Named) => retryMessage(this.chat, id, event.detail.clientMessageId)}
        @without-card=${(event: Named) => sendWithoutCard(this.chat, id, event.detail.clientMessageId)}
        @discard=${(event: Named) => discardMessage(this.chat, id, event.detail.clientMessageId)}
        @jump=${(event: CustomEvent<{ seq: number }>) => this.#try(this.#jump(id, event.detail.seq))}
        @unlock=${(event: CustomEvent<{ seq: number }>) => this.#try(this.#unlock(event.detail.seq))}
        @file-wish=${(event: CustomEvent<FileWish>) => event.detail.settle(this.#fulfil(event.detail))}
        @menu=${(event: CustomEvent<MessageWish>) =>
          this.#try(this.#over((overlays) => overlays.openMessageMenu(event.detail)))}
      ></message-thread>
      <thread-announcer .messages=${thread.messages} .reader=${this.reader}></thread-announcer>
      <writing-pane
        ?hidden=${thread.phase === "missing"}
        .chat=${this.chat}
        .me=${this.me}
        .reader=${this.reader}
        conversation=${id}
        @problem=${this.#pass}
      ></writing-pane>
      <file-drop
        ?off=${!conversation?.canReply}
        @files=${(event: CustomEvent<{ files: File[] }>) => this.writing.attach(event.detail.files)}
      ></file-drop>
      <thread-files .chat=${this.chat} conversation=${id} locale=${this.reader.clock.locale}></thread-files>
      <thread-overlays
        .chat=${this.chat}
        .reader=${this.reader}
        conversation=${id}
        @correct=${(event: CustomEvent<{ message: Message }>) => this.writing.correct(event.detail.message)}
        @go=${this.#pass}
        @problem=${this.#pass}
      ></thread-overlays>`;
  }

  #header(conversation: Conversation | undefined) {
    const { company, link } = this.chat.store.state;
    const members = company.members.get(this.conversation);
    const others = conversation && members && otherSide(conversation, members, this.reader.me);
    return html`<thread-header
        .conversation=${conversation}
        .reader=${this.reader}
        .presence=${others && link === "live" ? presenceOf(others, company.online, conversation.kind !== "case") : null}
        .typists=${typistsIn(company, this.conversation).map(({ person }) => person)}
        back=${this.back}
        ?narrow=${this.narrow}
      >
        ${conversation ? this.#tools(conversation) : nothing}
      </thread-header>
      <slot name="facts"></slot>
      ${conversation?.needsReply && this.reader.me.role !== "patient" ? this.#waiting(conversation) : nothing}`;
  }

  #tools(conversation: Conversation) {
    return html`<thread-tools
      .conversation=${conversation}
      .reader=${this.reader}
      ?narrow=${this.narrow || this.beside}
      @act=${this.#act}
      @members=${() => this.#try(this.#over((overlays) => overlays.showMembers()))}
      @menu=${(event: CustomEvent<MenuWish>) =>
        this.#try(this.#over((overlays) => overlays.openMenu(event.detail)))}
    ></thread-tools>`;
  }

  #waiting(conversation: Conversation) {
    return html`<waiting-bar
      .conversation=${conversation}
      .reader=${this.reader}
      @act=${this.#act}
    ></waiting-bar>`;
  }

  readonly #act = (event: CustomEvent<{ act: Act }>): void => {
    void this.#try(this.#over((overlays) => overlays.perform(event.detail.act)));
  };

  /** What opens over the thread is fetched with what stands around it; whoever is quicker than that waits for it. */
  async #over(open: (overlays: ThreadOverlays) => Promise<void>): Promise<void> {
    await import("./thread-extras.ts");
    await open(this.overlays);
  }

  /** What shows and fetches files comes with the first one that is in view. */
  async #fulfil(wish: FileWish): Promise<Blob | void> {
    await import("./thread-files.ts");
    return this.files.fulfil(wish);
  }

  async #jump(id: string, seq: number): Promise<void> {
    await reachMessage(this.chat, id, seq);
    await this.updateComplete;
    await this.thread.showMessage(seq);
  }

  /** Off to the hosted page; what is being written stays in this browser. */
  async #unlock(seq: number): Promise<void> {
    const { goAndStepUp } = await import("./stepping-up.ts");
    await goAndStepUp(this.chat, { conversationId: this.conversation, seq, path: location.pathname });
  }

  readonly #lock = (): void => this.chat.store.change((state) => withSecretsLocked(state));

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

  readonly #pass = ({ type, detail }: CustomEvent): void => {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  };
}

type Named = CustomEvent<{ clientMessageId: string }>;

declare global {
  interface HTMLElementTagNameMap {
    "conversation-pane": ConversationPane;
  }
}
