import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import type { Inbox } from "../core/state.ts";
import { buttons, shared } from "../styles/controls.ts";
import { messagesIcon, writeIcon } from "./icons.ts";
import type { ConversationRow } from "./conversation-row.ts";
import "./conversation-row.ts";
import "./empty-state.ts";
import "./loading-rows.ts";

const NEAR_END_PX = 400;

/** The inbox. Events: `compose`, `more` (near the end and there is more), `reload`. */
@customElement("conversation-list")
export class ConversationList extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        background: var(--surface);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        padding: 14px 16px 10px 22px;
      }
      h1 {
        font-size: 1.25rem;
        font-weight: 700;
        letter-spacing: -0.015em;
      }
      .scroller {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        padding: 0 8px 16px;
        scrollbar-width: thin;
        overscroll-behavior: contain;
      }
    `,
  ];

  @property({ attribute: false }) conversations: readonly Conversation[] = [];
  @property({ attribute: false }) inbox!: Inbox;
  @property({ attribute: false }) reader!: Reader;
  @property() selected: string | null = null;
  @query(".scroller") private scroller!: HTMLElement;

  /** The row of a conversation, where the keyboard should go on when its thread is closed. */
  focusRow(id: string): void {
    const rows = [...this.renderRoot.querySelectorAll("conversation-row")];
    rows.find((row) => row.conversation.id === id)?.focus();
  }

  protected override render() {
    return html`<header>
        <h1>${msg("Messages")}</h1>
        <button class="button primary" @click=${() => this.#tell("compose")}>
          ${writeIcon}${msg("New message")}
        </button>
      </header>
      <div class="scroller" @scroll=${this.#moreNearEnd} @keydown=${this.#moveFocus}>
        ${this.#content()}
      </div>`;
  }

  #content() {
    if (this.conversations.length > 0) return this.#rows();
    if (this.inbox.phase === "loading") return html`<loading-rows></loading-rows>`;
    if (this.inbox.phase === "failed") {
      return html`<empty-state heading=${msg("Your messages could not be loaded")} .icon=${messagesIcon}>
        ${msg("Check your connection.")}
        <button slot="action" class="button quiet" @click=${() => this.#tell("reload")}>
          ${msg("Try again")}
        </button>
      </empty-state>`;
    }
    return html`<empty-state heading=${msg("No messages yet")} .icon=${messagesIcon}>
      ${msg("Start a conversation with New message. Replies appear here at once.")}
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
                ?selected=${conversation.id === this.selected}
              ></conversation-row>
            </li>`,
        )}
      </ul>
      ${this.inbox.isLoadingMore ? html`<loading-rows rows="2"></loading-rows>` : nothing}`;
  }

  protected override updated(): void {
    this.#moreNearEnd();
  }

  #moreNearEnd(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const isNearEnd = clientHeight > 0 && scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (isNearEnd && this.inbox.next && !this.inbox.isLoadingMore) this.#tell("more");
  }

  #moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.renderRoot.querySelectorAll("conversation-row")];
    const at = rows.indexOf(event.target as ConversationRow);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[at + step]?.focus();
  }

  #tell(name: "compose" | "more" | "reload"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-list": ConversationList;
  }
}
