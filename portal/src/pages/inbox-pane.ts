import { html, LitElement, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { loadList, loadMore } from "../core/inbox.ts";
import type { Reader } from "../core/reader.ts";
import type { Filter } from "../core/shapes.ts";
import { listOf } from "../core/state.ts";
import type { ConversationList } from "../elements/conversation-list.ts";
import type { MenuWish } from "../elements/conversation-row.ts";
import { filterName, type FilterTabs } from "../elements/filter-tabs.ts";
import { archiveIcon, messagesIcon, writeIcon } from "../elements/icons.ts";
import type { SearchField } from "../elements/search-field.ts";
import { buttons, shared } from "../styles/controls.ts";
import { inboxPaneStyles } from "./inbox-pane.styles.ts";
import type { InboxMenu } from "./inbox-menu.ts";
import type { InboxSearch } from "./inbox-search.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/conversation-list.ts";
import "../elements/filter-tabs.ts";
import "../elements/search-field.ts";

/** The inbox: search, lists, and what can be done to a row. Events: `compose`, `go` {path}, `problem` {error}. */
@customElement("inbox-pane")
export class InboxPane extends LitElement {
  static override styles = [shared, buttons, inboxPaneStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() selected: string | null = null;
  @state() private filter: Filter = "all";
  @state() private words = "";
  /** Times as they were said this minute; a new minute says them anew. */
  @state() private minute = 0;
  @query("conversation-list, inbox-search") private rows!: ConversationList | InboxSearch;
  @query("search-field") private field!: SearchField;
  @query("filter-tabs") private tabs!: FilterTabs;
  @query("inbox-menu") private menu!: InboxMenu;
  readonly #store = new StoreController(this);
  #held: string | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  /** The row of a conversation, where the keyboard should go on when its thread is closed. */
  focusRow(id: string): void {
    this.rows.focusRow(id);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.minute++, 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { store } = this.chat;
    this.#store.follow(store);
    if (changed.has("filter")) this.#held = null;
    if (this.selected === null || (!changed.has("selected") && !changed.has("filter"))) return;
    // What is being read stays in its list, whatever reading makes of it, until something else is opened.
    const isListed = listOf(store.state, this.filter).some(({ id }) => id === this.selected);
    this.#held = isListed ? this.selected : null;
  }

  protected override render() {
    return html`<header>
        <h1>${msg("Messages")}</h1>
        <button class="button primary" @click=${() => this.#tell("compose")}>
          ${writeIcon}${msg("New message")}
        </button>
      </header>
      <search-field
        label=${this.reader.me.role === "patient" ? msg("Search topics") : msg("Search topic, patient or id")}
        .words=${this.words}
        @typed=${(event: CustomEvent<{ words: string }>) => this.#typed(event.detail.words)}
        @below=${() => this.rows.focusRow()}
      ></search-field>
      <div class="rows" @menu=${(event: CustomEvent<MenuWish>) => this.#try(this.#openMenu(event.detail))}>
        ${this.words.trim() ? this.#search() : this.#list()}
      </div>
      <inbox-menu
        .chat=${this.chat}
        .reader=${this.reader}
        .selected=${this.selected}
        @go=${(event: CustomEvent) => this.#tell("go", event.detail)}
        @problem=${(event: CustomEvent) => this.#tell("problem", event.detail)}
      ></inbox-menu>`;
  }

  #search() {
    return html`<inbox-search
      .chat=${this.chat}
      .reader=${this.reader}
      .words=${this.words}
      .selected=${this.selected}
      minute=${this.minute}
      @above=${() => this.field.focus()}
      @problem=${(event: CustomEvent) => this.#tell("problem", event.detail)}
    ></inbox-search>`;
  }

  #list() {
    const { filter } = this;
    const { state } = this.chat.store;
    return html`<filter-tabs
        .chosen=${filter}
        .unread=${state.unread}
        ?staff=${this.reader.me.role !== "patient"}
        @chosen=${(event: CustomEvent<{ filter: Filter }>) => this.#choose(event.detail.filter)}
      ></filter-tabs>
      <conversation-list
        role="tabpanel"
        aria-label=${filterName(filter)}
        .conversations=${listOf(state, filter, this.#held)}
        .list=${state.lists[filter]}
        .reader=${this.reader}
        .selected=${this.selected}
        minute=${this.minute}
        @above=${() => this.tabs.focus()}
        @more=${() => this.#try(loadMore(this.chat, filter))}
        @reload=${() => this.#try(loadList(this.chat, filter))}
      >
        ${this.#nothing(filter)}
      </conversation-list>`;
  }

  #nothing(filter: Filter) {
    const [heading, words] = NOTHING[filter]();
    return html`<empty-state heading=${heading} .icon=${filter === "archived" ? archiveIcon : messagesIcon}
      >${words}</empty-state
    >`;
  }

  #choose(filter: Filter): void {
    this.filter = filter;
    // What has been read once is kept up to date by events, and after a break with all the rest.
    if (this.chat.store.state.lists[filter].phase !== "ready") void this.#try(loadList(this.chat, filter));
  }

  #typed(words: string): void {
    this.words = words;
    if (words) void this.#try(import("./inbox-search.ts").then(() => undefined));
  }

  /** The menu is fetched when it is first wanted: reading does not wait for it. */
  async #openMenu(wish: MenuWish): Promise<void> {
    await import("./inbox-menu.ts");
    await this.menu.open(wish);
  }

  async #try(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => this.#tell("problem", { error }));
  }

  #tell(name: "compose" | "go" | "problem", detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const NOTHING: Record<Filter, () => readonly [heading: string, words: string]> = {
  all: () => [
    msg("No messages yet"),
    msg("Start a conversation with New message. Replies appear here at once."),
  ],
  unread: () => [msg("All caught up"), msg("Whatever you have not read yet appears here.")],
  needs_reply: () => [msg("Nobody is waiting"), msg("Patients who have the last word appear here.")],
  read: () => [msg("Nothing read yet"), msg("Conversations that you have read appear here.")],
  archived: () => [msg("No archive yet"), msg("Conversations without activity for a year are kept here.")],
};

declare global {
  interface HTMLElementTagNameMap {
    "inbox-pane": InboxPane;
  }
}
