import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { counterpart } from "../core/people.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { backIcon } from "./icons.ts";
import "./person-avatar.ts";

/** Topic and people of the open conversation; a way back to the inbox where only one pane is shown. */
@customElement("thread-header")
export class ThreadHeader extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 68px;
        padding: 8px 20px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .back {
        display: none;
        margin-inline-start: -12px;
        color: var(--text);
      }
      :host([narrow]) .back {
        display: inline-grid;
      }
      :host([narrow]) {
        padding-block: 6px;
      }
      person-avatar {
        --avatar-size: 40px;
      }
      .words {
        min-width: 0;
        flex: 1;
      }
      h1 {
        width: fit-content;
        max-width: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: var(--size-title);
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: var(--size-small);
        color: var(--text-soft);
      }
      p {
        display: flex;
      }
      p > * + *::before {
        content: "·";
        margin: 0 6px;
      }
      .status {
        padding: 2px 10px;
        border: 1px solid var(--line);
        border-radius: 999px;
        color: var(--text-soft);
        font-size: 0.75rem;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) conversation: Conversation | undefined;
  @property({ attribute: false }) reader!: Reader;
  @property({ type: Boolean, reflect: true }) narrow = false;

  /** Where the keyboard goes when a thread has been opened. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override render() {
    return html`<a class="icon-button back" href="/chat" aria-label=${msg("Back to messages")}>${backIcon}</a>
      ${this.conversation ? this.#words(this.conversation) : nothing}`;
  }

  #words(conversation: Conversation) {
    const { me } = this.reader;
    const other = counterpart(conversation, me);
    const isStaff = me.role !== "patient";
    return html`<person-avatar initials=${other.initials} of=${other.id}></person-avatar>
      <div class="words">
        <h1 tabindex="-1" dir="auto">${conversation.topic || other.name}</h1>
        <p>
          <span dir="auto">${conversation.topic ? other.name : msg("Direct message")}</span>
          ${isStaff ? html`<span>${conversation.patient.id}</span>` : nothing}
          ${isStaff && conversation.careTeam ? html`<span>${conversation.careTeam.name}</span>` : nothing}
        </p>
      </div>
      ${conversation.status === "resolved" ? html`<span class="status">${msg("Resolved")}</span>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-header": ThreadHeader;
  }
}
