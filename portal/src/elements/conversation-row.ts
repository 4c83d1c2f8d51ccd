import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { dateAndTime, shortTime, waitingTime } from "../core/dates.ts";
import { counterpart } from "../core/people.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";
import { rowStyles } from "./conversation-row.styles.ts";
import { archiveIcon, countIcon, mutedIcon, pinIcon, waitingIcon } from "./icons.ts";
import "./person-avatar.ts";

/** One conversation in the inbox: a link, so that it opens in a new tab as any link does. */
@customElement("conversation-row")
export class ConversationRow extends LitElement {
  static override styles = [shared, rowStyles];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) reader!: Reader;
  @property({ type: Boolean }) selected = false;

  override focus(): void {
    this.renderRoot.querySelector("a")?.focus();
  }

  protected override render() {
    const { conversation, reader } = this;
    const other = counterpart(conversation, reader.me);
    const isUnread = conversation.unreadCount > 0;
    return html`<a
      href="/chat/${encodeURIComponent(conversation.id)}"
      class=${isUnread ? "unread" : ""}
      aria-current=${this.selected ? "page" : nothing}
    >
      <person-avatar initials=${other.initials} of=${other.id}></person-avatar>
      <div class="words">
        <p class="first">
          <span class="topic" dir="auto">${conversation.topic || other.name}</span>
          ${this.#marks()} ${this.#time()}
        </p>
        <p class="who">${this.#who(other.name)}</p>
        <p class="last"><span class="preview" dir="auto">${this.#preview()}</span>${this.#unread()}</p>
        ${this.#chips()}
      </div>
    </a>`;
  }

  #who(name: string) {
    const { conversation, reader } = this;
    const count = conversation.messageCount;
    const isStaff = reader.me.role !== "patient";
    return html`<span class="name" dir="auto">${conversation.topic ? name : msg("Direct message")}</span>
      ${isStaff ? html`<span class="id">${conversation.patient.id}</span>` : nothing}
      <span class="count"
        >${countIcon}<span>${count}</span><span class="unseen">${msg("messages")}</span></span
      >`;
  }

  #time() {
    const at = this.conversation.lastActivityAt;
    const { clock } = this.reader;
    return html`<time datetime=${at} title=${dateAndTime(clock, at)}>${shortTime(clock, at)}</time>`;
  }

  #preview() {
    const last = this.conversation.lastMessage;
    if (!last) return msg("No messages yet");
    if (last.preview === null) return msg("Sensitive message");
    return last.sender?.id === this.reader.me.id ? msg(str`You: ${last.preview}`) : last.preview;
  }

  #unread() {
    const count = this.conversation.unreadCount;
    if (count === 0) return nothing;
    const shown = count > 99 ? "99+" : count;
    return html`<span class="badge" part="unread">
      <span class="dot"></span>${shown}<span class="unseen">${msg("unread")}</span>
    </span>`;
  }

  #marks() {
    const { pinned, muted, status } = this.conversation;
    return html`<span class="marks">
      ${pinned ? mark(pinIcon, msg("Pinned")) : nothing} ${muted ? mark(mutedIcon, msg("Muted")) : nothing}
      ${status === "archived" ? mark(archiveIcon, msg("Archived")) : nothing}
    </span>`;
  }

  #chips() {
    const { needsReply, status } = this.conversation;
    const isStaff = this.reader.me.role !== "patient";
    if (needsReply && isStaff) {
      const waiting = waitingTime(this.reader.clock, needsReply.since);
      return html`<p class="chips">
        <span class="chip waiting">${waitingIcon}${msg("Needs reply")} · ${waiting}</span>
      </p>`;
    }
    return status === "resolved"
      ? html`<p class="chips"><span class="chip">${msg("Resolved")}</span></p>`
      : nothing;
  }
}

function mark(icon: unknown, words: string) {
  return html`<span title=${words}>${icon}<span class="unseen">${words}</span></span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-row": ConversationRow;
  }
}
