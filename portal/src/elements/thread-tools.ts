import { css, html, LitElement, nothing, svg } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Act } from "../core/acts.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import type { MenuWish } from "./conversation-row.ts";
import { icon, moreIcon } from "./icons.ts";
import { teamIcon } from "./thread-icons.ts";

const tickIcon = icon(svg`<path d="M4 12.5l5 5L20 6.5" />`, 16);

/** What can be done with the open conversation. Events: `act` {act}, `members`, `menu` {conversation, row, at}. */
@customElement("thread-tools")
export class ThreadTools extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: flex;
        flex: none;
        align-items: center;
        gap: 2px;
      }
      .button {
        min-height: 38px;
        margin-inline-end: 6px;
        padding: 0 14px;
        font-size: var(--size-small);
      }
      .button svg {
        width: 16px;
        height: 16px;
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) reader!: Reader;
  @property({ type: Boolean }) narrow = false;

  protected override render() {
    return html`${this.narrow || this.reader.me.role === "patient" ? nothing : this.#lifecycle()}
      <button class="icon-button" aria-label=${msg("Members")} @click=${() => this.#tell("members")}>
        ${teamIcon}
      </button>
      <button class="icon-button" aria-haspopup="menu" aria-label=${msg("More")} @click=${this.#more}>
        ${moreIcon}
      </button>`;
  }

  #lifecycle() {
    const isOpen = this.conversation.status === "open";
    const act: Act = isOpen ? "resolve" : "reopen";
    return html`<button class="button quiet" @click=${() => this.#tell("act", { act })}>
      ${isOpen ? tickIcon : nothing}${isOpen ? msg("Resolve") : msg("Reopen")}
    </button>`;
  }

  #more(event: Event): void {
    const row = event.currentTarget as HTMLElement;
    const { right, bottom } = row.getBoundingClientRect();
    const { conversation } = this;
    this.#tell("menu", { conversation, row, at: { x: right, y: bottom } } satisfies MenuWish);
  }

  #tell(name: "act" | "members" | "menu", detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-tools": ThreadTools;
  }
}
