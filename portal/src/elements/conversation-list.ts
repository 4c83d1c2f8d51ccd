import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import type { List } from "../core/state.ts";
import { buttons, shared } from "../styles/controls.ts";
import { messagesIcon } from "./icons.ts";
import type { ConversationRow, Marking } from "./conversation-row.ts";
import "./conversation-row.ts";
import "./empty-state.ts";
import "./loading-rows.ts";

const NEAR_END_PX = 400;

/**
 * Rows of conversations; its content stands where there are none. Events: `more` (near the end and there is more),
 * `reload`, and those of its rows.
 */
@customElement("conversation-list")
export class ConversationList extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow-y: auto;
        padding: 6px 8px 16px;
        scrollbar-width: thin;
        overscroll-behavior: contain;
      }
    `,
  ];

  @property({ attribute: false }) conversations: readonly Conversation[] = [];
  @property({ attribute: false }) list!: Pick<List, "phase" | "next" | "isLoadingMore">;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) marking: Marking | null = null;
  @property({ type: Number }) minute = 0;
  @property() selected: string | null = null;
  @query("ul") private rows!: HTMLElement | null;

  #focused = -1;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("scroll", this.#moreNearEnd);
    this.addEventListener("keydown", this.#moveFocus);
  }

  /** The row of a conversation, or the first: where the keyboard should go on. */
  focusRow(id?: string): void {
    const rows = this.#rowElements();
    (id ? rows.find((row) => row.conversation.id === id) : rows[0])?.focus();
  }

  protected override render() {
    const { phase, next, isLoadingMore } = this.list;
    const isLoading =
      phase === "loading" || isLoadingMore || (next !== null && this.conversations.length === 0);
    if (this.conversations.length > 0) {
      return html`${this.#rows()} ${isLoading ? html`<loading-rows rows="2"></loading-rows>` : nothing}`;
    }
    if (phase === "failed") return this.#failed();
    return isLoading ? html`<loading-rows></loading-rows>` : html`<slot></slot>`;
  }

  #failed() {
    return html`<empty-state heading=${msg("Your messages could not be loaded")} .icon=${messagesIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button quiet" @click=${() => this.#tell("reload")}>
        ${msg("Try again")}
      </button>
    </empty-state>`;
  }

  #rows() {
    return html`<ul aria-label=${msg("Conversations")}>
      ${repeat(
        this.conversations,
        ({ id }) => id,
        (conversation) =>
          html`<li>
            <conversation-row
              .conversation=${conversation}
              .reader=${this.reader}
              .marking=${this.marking}
              minute=${this.minute}
              ?selected=${conversation.id === this.selected}
            ></conversation-row>
          </li>`,
      )}
    </ul>`;
  }

  protected override willUpdate(): void {
    this.#focused = this.#rowElements().indexOf(this.shadowRoot?.activeElement as ConversationRow);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A row that has left takes the focus with it: the next one has it then.
    const rows = this.#rowElements();
    if (this.#focused >= 0 && !this.shadowRoot?.activeElement) (rows[this.#focused] ?? rows.at(-1))?.focus();
    if (changed.has("list") || changed.has("conversations")) this.#moreNearEnd();
  }

  #moreNearEnd = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = this;
    const isNearEnd = clientHeight > 0 && scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (isNearEnd && this.list.next && !this.list.isLoadingMore) this.#tell("more");
  };

  #moveFocus = (event: KeyboardEvent): void => {
    const rows = this.#rowElements();
    const at = rows.indexOf(
      event.composedPath().find((one) => rows.includes(one as ConversationRow)) as never,
    );
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    if (to < 0) this.#tell("above");
    else rows[to]?.focus();
  };

  #rowElements(): ConversationRow[] {
    return [...(this.rows?.querySelectorAll("conversation-row") ?? [])];
  }

  #tell(name: "above" | "more" | "reload"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-list": ConversationList;
  }
}
