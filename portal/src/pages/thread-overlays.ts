import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keepUnreadFrom, perform, type Act } from "../core/acts.ts";
import type { Chat } from "../core/chat.ts";
import { loadMembers } from "../core/members.ts";
import type { Reader } from "../core/reader.ts";
import type { Message } from "../core/shapes.ts";
import { threadOf } from "../core/state.ts";
import { standLineBefore } from "../core/threads.ts";
import type { MenuWish } from "../elements/conversation-row.ts";
import type { MessageMenu } from "../elements/message-menu.ts";
import type { MessageWish } from "../elements/pointing.ts";
import type { InboxMenu } from "./inbox-menu.ts";
import { StoreController } from "./store-controller.ts";

/** What opens over a thread: its menu, a message's menu, its members. Events: `correct` {message}, `go`, `problem`. */
@customElement("thread-overlays")
export class ThreadOverlays extends LitElement {
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() conversation = "";
  @state() private areMembersShown = false;
  @query("inbox-menu") private menu!: InboxMenu;
  @query("message-menu") private messageMenu!: MessageMenu | null;
  readonly #store = new StoreController(this);

  async openMenu(wish: MenuWish): Promise<void> {
    await import("./inbox-menu.ts");
    await this.menu.open(wish);
  }

  async openMessageMenu(wish: MessageWish): Promise<void> {
    await import("../elements/message-menu.ts");
    const { messages } = threadOf(this.chat.store.state, this.conversation);
    const message = messages.find(({ seq }) => seq === wish.seq);
    if (message) await this.messageMenu?.open(message, wish);
  }

  perform(act: Act): Promise<void> {
    return perform(this.chat, this.conversation, act);
  }

  async showMembers(): Promise<void> {
    await import("../elements/members-panel.ts");
    this.areMembersShown = true;
    await loadMembers(this.chat, this.conversation);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#store.follow(this.chat.store);
    if (changed.has("conversation")) this.areMembersShown = false;
    if (this.chat.store.state.secrets.state === "locked") this.messageMenu?.lock?.();
  }

  protected override render() {
    const { state } = this.chat.store;
    const canReply = state.conversations.get(this.conversation)?.canReply ?? false;
    return html`<inbox-menu
        .chat=${this.chat}
        .reader=${this.reader}
        .selected=${this.conversation}
        @go=${this.#pass}
        @problem=${this.#pass}
      ></inbox-menu>
      <message-menu
        me=${this.reader.me.id}
        ?writable=${canReply}
        @correct=${this.#pass}
        @unread=${(event: CustomEvent<{ message: Message }>) => this.#unreadFrom(event.detail.message.seq)}
      ></message-menu>
      ${this.areMembersShown ? this.#members() : nothing}`;
  }

  #members() {
    const { company, threads } = this.chat.store.state;
    return html`<members-panel
      .members=${company.members.get(this.conversation)}
      .online=${company.online}
      .messages=${threads.get(this.conversation)?.messages ?? []}
      .reader=${this.reader}
      @closed=${() => (this.areMembersShown = false)}
    ></members-panel>`;
  }

  #unreadFrom(seq: number): void {
    standLineBefore(this.chat, this.conversation, seq);
    keepUnreadFrom(this.chat, this.conversation, seq).catch((error: unknown) =>
      this.#pass(new CustomEvent("problem", { detail: { error } })),
    );
  }

  readonly #pass = ({ type, detail }: CustomEvent): void => {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-overlays": ThreadOverlays;
  }
}
