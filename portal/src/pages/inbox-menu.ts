import { html, LitElement, svg, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { actsFor, perform, type Act } from "../core/acts.ts";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import type { ConversationMenu, MenuItem } from "../elements/conversation-menu.ts";
import type { MenuWish } from "../elements/conversation-row.ts";
import { icon, mutedIcon, pinIcon } from "../elements/icons.ts";
import { teamIcon } from "../elements/thread-icons.ts";
import { shared } from "../styles/controls.ts";
import type { ExportConversation } from "./export-conversation.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/conversation-menu.ts";

type Key = Act | "profile" | "export";

/** What can be done to a row without opening it. Loaded with the first menu. Events: `go` {path}, `problem` {error}. */
@customElement("inbox-menu")
export class InboxMenu extends LitElement {
  static override styles = [shared];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() selected: string | null = null;
  @state() private wish: MenuWish | null = null;
  @state() private said = "";
  @query("conversation-menu") private menu!: ConversationMenu;
  @query("export-conversation") private exporting!: ExportConversation;
  readonly #store = new StoreController(this);

  async open(wish: MenuWish): Promise<void> {
    this.wish?.row.removeAttribute("menu");
    this.wish = wish;
    wish.row.setAttribute("menu", "");
    await this.updateComplete;
    await this.menu.open(wish.at.x, wish.at.y);
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
  }

  protected override render() {
    const conversation = this.#conversation();
    return html`<conversation-menu
        .heading=${conversation?.topic || conversation?.patient.name || ""}
        .items=${conversation ? this.#items(conversation) : []}
        @chosen=${(event: CustomEvent<{ key: Key }>) => this.#choose(event.detail.key)}
        @closed=${this.#closed}
      ></conversation-menu>
      <export-conversation
        .chat=${this.chat}
        ?patient=${this.reader.me.role === "patient"}
      ></export-conversation>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  #conversation(): Conversation | undefined {
    return this.wish ? this.chat.store.state.conversations.get(this.wish.conversation.id) : undefined;
  }

  #items(conversation: Conversation): readonly MenuItem[] {
    const { me } = this.reader;
    const keys: readonly Key[] = [
      ...actsFor(conversation, me),
      ...(me.role === "patient" ? [] : (["profile"] as const)),
      "export",
    ];
    return keys.map((key, index) => ({
      key,
      words: NAMES[key](conversation, me.id),
      icon: ICONS[key],
      startsPart: index > 0 && PARTS[key] !== PARTS[keys[index - 1]!],
    }));
  }

  #choose(key: Key): void {
    const conversation = this.#conversation();
    if (!conversation) return;
    // Before the row may leave the list: what has the focus then is the next one's affair.
    this.wish?.row.focus();
    if (key === "profile")
      return this.#tell("go", { path: `/patients/${encodeURIComponent(conversation.patient.id)}` });
    if (key === "export") return void this.#export(conversation.id);
    // A thread that stays open would be read again at once.
    if (key === "unread" && conversation.id === this.selected) this.#tell("go", { path: "/chat" });
    perform(this.chat, conversation.id, key).then(
      () => (this.said = DONE[key]()),
      (error: unknown) => this.#tell("problem", { error }),
    );
  }

  async #export(id: string): Promise<void> {
    try {
      await import("./export-conversation.ts");
      await this.exporting.open(id);
    } catch (error) {
      this.#tell("problem", { error });
    }
  }

  #closed(): void {
    this.wish?.row.removeAttribute("menu");
    this.wish?.row.focus();
  }

  #tell(name: "go" | "problem", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Acts of one part stand together. */
const PARTS: Record<Key, number> = {
  claim: 1,
  giveBack: 1,
  done: 1,
  read: 2,
  unread: 2,
  pin: 2,
  unpin: 2,
  mute: 2,
  unmute: 2,
  resolve: 3,
  reopen: 3,
  profile: 3,
  export: 3,
};

const NAMES: Record<Key, (conversation: Conversation, me: string) => string> = {
  claim: () => msg("Claim"),
  giveBack: ({ needsReply }, me) => {
    const holder = needsReply?.claimedBy;
    return !holder || holder.id === me ? msg("Give back") : msg(str`Take back from ${holder.name}`);
  },
  done: () => msg("Mark as done"),
  read: () => msg("Mark as read"),
  unread: () => msg("Mark as unread"),
  pin: () => msg("Pin to the top"),
  unpin: () => msg("Unpin"),
  mute: () => msg("Mute"),
  unmute: () => msg("Unmute"),
  resolve: () => msg("Mark as resolved"),
  reopen: () => msg("Reopen"),
  profile: () => msg("Patient profile"),
  export: () => msg("Export"),
};

/** Said to those who do not see the row change. */
const DONE: Record<Act, () => string> = {
  claim: () => msg("Claimed"),
  giveBack: () => msg("Given back"),
  done: () => msg("Marked as done"),
  read: () => msg("Marked as read"),
  unread: () => msg("Marked as unread"),
  pin: () => msg("Pinned"),
  unpin: () => msg("Unpinned"),
  mute: () => msg("Muted"),
  unmute: () => msg("Unmuted"),
  resolve: () => msg("Resolved"),
  reopen: () => msg("Reopened"),
};

const tickIcon = icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.5 12.3l2.4 2.4 4.6-5" />`, 18);
const backIcon = icon(svg`<path d="M9 6 4.5 10.5 9 15M4.5 10.5H14a5 5 0 0 1 0 10h-3" />`, 18);
const bellIcon = icon(svg`<path d="M6 17v-6a6 6 0 0 1 12 0v6l1.5 0h-15zM10 20.5h4" />`, 18);
const letterIcon = icon(
  svg`<rect x="3.5" y="6" width="17" height="12.5" rx="2" /><path d="M4 7.5l8 6 8-6" />`,
  18,
);
const openLetterIcon = icon(svg`<path d="M3.5 10.5v8h17v-8M3.5 10.5 12 4l8.5 6.5L12 16z" />`, 18);

const ICONS: Record<Key, TemplateResult> = {
  claim: icon(
    svg`<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-3.5a1.5 1.5 0 0 1 3 0V14c0 4-2 6.5-5.5 6.5-3 0-4.2-1.3-5.5-4l-1.4-3a1.4 1.4 0 0 1 2.4-1.4L8 14" />`,
    18,
  ),
  giveBack: backIcon,
  done: tickIcon,
  read: openLetterIcon,
  unread: letterIcon,
  pin: pinIcon,
  unpin: pinIcon,
  mute: mutedIcon,
  unmute: bellIcon,
  resolve: tickIcon,
  reopen: backIcon,
  profile: teamIcon,
  export: icon(svg`<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14" />`, 18),
};

declare global {
  interface HTMLElementTagNameMap {
    "inbox-menu": InboxMenu;
  }
}
