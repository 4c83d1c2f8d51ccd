import { css, html, LitElement, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { markedParts } from "../core/matching.ts";
import type { Reader } from "../core/reader.ts";
import { Search } from "../core/search.ts";
import type { ConversationList } from "../elements/conversation-list.ts";
import { searchIcon } from "../elements/icons.ts";
import { shared } from "../styles/controls.ts";
import { StoreController } from "./store-controller.ts";

const ASK_AFTER_MS = 200;

/** What is found for the words, as they are typed. Loaded with the first word. Events: `problem`, `above`. */
@customElement("inbox-search")
export class InboxSearch extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        flex: 1;
        min-height: 0;
      }
      p {
        padding: 8px 22px 6px;
        border-bottom: 1px solid var(--line);
        color: var(--text-soft);
        font-size: var(--size-small);
        font-weight: 500;
      }
      conversation-list {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() words = "";
  @property() selected: string | null = null;
  @property({ type: Number }) minute = 0;
  @state() private search!: Search;
  @query("conversation-list") private list!: ConversationList;
  readonly #store = new StoreController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;

  focusRow(id?: string): void {
    this.list.focusRow(id);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.search.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#store.follow(this.chat.store);
    if (changed.has("chat")) this.search = new Search(this.chat, () => this.requestUpdate());
    if (!changed.has("words")) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), ASK_AFTER_MS);
  }

  protected override render() {
    const { found } = this.search;
    const { conversations } = this.chat.store.state;
    return html`<p role="status">${this.#told()}</p>
      <conversation-list
        .conversations=${found.ids.flatMap((id) => conversations.get(id) ?? [])}
        .list=${found}
        .reader=${this.reader}
        .marking=${this.#marking}
        .selected=${this.selected}
        minute=${this.minute}
        @more=${() => this.#try(this.search.more())}
        @reload=${() => this.#ask()}
        @above=${() => this.dispatchEvent(new CustomEvent("above"))}
      >
        <empty-state heading=${msg("Nothing found")} .icon=${searchIcon}>
          ${
            this.reader.me.role === "patient"
              ? msg("Topics are searched by how their words begin.")
              : msg("Topics, names and ids of patients are searched by how their words begin.")
          }
        </empty-state>
      </conversation-list>`;
  }

  /** Also what a screen reader hears. */
  #told(): string {
    const { ids, next, phase } = this.search.found;
    if (phase === "loading") return msg("Searching…");
    if (phase === "failed") return msg("The search did not work.");
    if (next !== null) return msg(str`More than ${ids.length} conversations found`);
    return ids.length === 1 ? msg("1 conversation found") : msg(str`${ids.length} conversations found`);
  }

  readonly #marking = (words: string) =>
    html`${markedParts(words, this.search.found.words).map(({ text, isMatch }) =>
      isMatch ? html`<mark>${text}</mark>` : text,
    )}`;

  #ask(): void {
    clearTimeout(this.#timer);
    void this.#try(this.search.ask(this.words.trim()));
  }

  async #try(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) =>
      this.dispatchEvent(new CustomEvent("problem", { detail: { error } })),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "inbox-search": InboxSearch;
  }
}
