import { html, LitElement, svg } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { asLocked } from "../core/messages.ts";
import type { Message } from "../core/shapes.ts";
import type { ConversationMenu, MenuItem } from "./conversation-menu.ts";
import { icon } from "./icons.ts";
import type { MessageWish } from "./pointing.ts";
import "./conversation-menu.ts";

type Key = "correct" | "copy" | "unread";

/** What can be done with one message. Loaded with the first menu. Events: `correct` and `unread` {message}. */
@customElement("message-menu")
export class MessageMenu extends LitElement {
  @property() me = "";
  @property({ type: Boolean }) writable = false;
  @state() private message: Message | null = null;
  @query("conversation-menu") private menu!: ConversationMenu;
  #from: HTMLElement | null = null;

  async open(message: Message, { at, from }: MessageWish): Promise<void> {
    this.message = message;
    this.#from = from;
    await this.updateComplete;
    await this.menu.open(at.x, at.y);
  }

  /** What has been locked meanwhile has no words to copy any more. */
  lock(): void {
    this.message &&= asLocked(this.message);
  }

  protected override render() {
    return html`<conversation-menu
      heading=${msg("Message")}
      .items=${this.message ? this.#items(this.message) : []}
      @chosen=${(event: CustomEvent<{ key: Key }>) => this.#choose(event.detail.key)}
      @closed=${() => this.#from?.focus()}
    ></conversation-menu>`;
  }

  #items({ sender, text }: Message): readonly MenuItem[] {
    const isMine = sender?.id === this.me;
    const items: readonly (MenuItem | false)[] = [
      isMine && this.writable && text !== null && item("correct", msg("Correct"), correctIcon),
      Boolean(text) && item("copy", msg("Copy text"), copyIcon),
      !isMine && item("unread", msg("Mark unread from here"), unreadIcon),
    ];
    return items.filter((one) => one !== false);
  }

  /** After the focus is back where it was: what is chosen may take it elsewhere. */
  #choose(key: Key): void {
    const { message } = this;
    if (key === "copy") void navigator.clipboard.writeText(message?.text ?? "");
    else setTimeout(() => this.dispatchEvent(new CustomEvent(key, { detail: { message } })));
  }
}

function item(key: Key, words: string, image: MenuItem["icon"]): MenuItem {
  return { key, words, icon: image, startsPart: false };
}

const correctIcon = icon(
  svg`<path d="M4 20h4L19.5 8.5a2.1 2.1 0 0 0-3-3L5 17z" /><path d="M14.5 7.5l3 3" />`,
  18,
);
const copyIcon = icon(svg`<path d="M9 9h11v11H9zM15 5.5V4H4v11h1.5" />`, 18);
const unreadIcon = icon(
  svg`<path d="M20 11v5a2 2 0 0 1-2 2h-6l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h8" /><circle cx="18.5" cy="5.5" r="2.5" fill="currentColor" />`,
  18,
);

declare global {
  interface HTMLElementTagNameMap {
    "message-menu": MessageMenu;
  }
}
