import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { dateAndTime, shortTime, waitingTime } from "../core/dates.ts";
import { counterpart } from "../core/people.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, NeedsReply } from "../core/shapes.ts";
import { lastInWords } from "../core/in-words.ts";
import { shared } from "../styles/controls.ts";
import { rowStyles } from "./conversation-row.styles.ts";
import { archiveIcon, countIcon, moreIcon, mutedIcon, pinIcon, waitingIcon } from "./icons.ts";
import { LongPress } from "./long-press.ts";
import { sensitiveMark } from "./sensitive-mark.ts";
import { markStyles } from "./row-marks.styles.ts";
import "./person-avatar.ts";

/** Shows words with those parts marked that somebody has searched for. */
export type Marking = (words: string) => TemplateResult;

export interface MenuWish {
  readonly conversation: Conversation;
  /** Where the menu should open; where nobody pointed, beside the button. */
  readonly at: { readonly x: number; readonly y: number };
  readonly row: HTMLElement;
}

/**
 * One conversation in the inbox. A link lies over the whole row, so that it opens in a new tab as any link does; what
 * can be pressed by itself lies above it. Event: `menu` {conversation, at, row}, bubbling.
 */
@customElement("conversation-row")
export class ConversationRow extends LitElement {
  static override styles = [shared, rowStyles, markStyles];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) marking: Marking | null = null;
  @property({ type: Number }) minute = 0;
  @property({ type: Boolean }) selected = false;

  constructor() {
    super();
    this.addController(new LongPress(this, (x, y) => this.#wishMenu(x, y)));
    this.addEventListener("keydown", this.#pressed);
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".open")?.focus();
  }

  protected override render() {
    const { conversation, reader } = this;
    const other = counterpart(conversation, reader.me);
    return html`<div class="row ${conversation.unreadCount > 0 ? "unread" : ""}">
      <a
        class="open"
        href="/chat/${encodeURIComponent(conversation.id)}"
        aria-labelledby="topic"
        aria-describedby="about last chips"
        aria-current=${this.selected ? "page" : nothing}
      ></a>
      <person-avatar initials=${other.initials} of=${other.id}></person-avatar>
      <div class="words">
        <p class="first">
          ${conversation.kind === "case" ? html`<span class="kind">${msg("Case")}</span>` : nothing}
          <span id="topic" class="topic" dir="auto">${this.#marked(conversation.topic || other.name)}</span>
          ${this.#marks()} ${this.#time()}
        </p>
        <p id="about" class="about">${this.#about(other.name)}</p>
        <p id="last" class="last"><span class="preview" dir="auto">${this.#preview()}</span></p>
        <p id="chips" class="chips">${this.#chips()}</p>
      </div>
      <button class="more" aria-label=${this.#menuLabel()} aria-haspopup="menu" @click=${this.#more}>
        ${moreIcon}
      </button>
    </div>`;
  }

  #marked(words: string) {
    return this.marking ? this.marking(words) : words;
  }

  #about(name: string) {
    const { topic, messageCount: count, unreadCount } = this.conversation;
    const isStaff = this.reader.me.role !== "patient";
    const who = topic ? this.#marked(name) : msg("Direct message");
    return html`${isStaff ? this.#patient(who) : html`<span class="name" dir="auto">${who}</span>`}
      <span class="count" title=${msg("Messages")}
        >${countIcon}${count}<span class="unseen">${msg("messages")}</span></span
      >
      ${unreadCount > 0 ? badge(unreadCount) : nothing}`;
  }

  #patient(who: unknown) {
    const { topic, patient } = this.conversation;
    const href = `/patients/${encodeURIComponent(patient.id)}`;
    const id = this.#marked(patient.id);
    if (!topic) return html`<span class="name">${who}</span><a class="id" href=${href}>${id}</a>`;
    return html`<a class="name" href=${href} dir="auto">${who}</a><span class="id">${id}</span>`;
  }

  #time() {
    const at = this.conversation.lastActivityAt;
    const { clock } = this.reader;
    return html`<time datetime=${at} title=${dateAndTime(clock, at)}>${shortTime(clock, at)}</time>`;
  }

  #preview() {
    const last = this.conversation.lastMessage;
    if (!last) return msg("No messages yet");
    const words = lastInWords(last);
    if (words === null) return html`${sensitiveMark(true)} ${msg("Sensitive message")}`;
    const said = last.sender?.id === this.reader.me.id ? msg(str`You: ${words}`) : words;
    return last.sensitive ? html`${sensitiveMark(true)} ${said}` : said;
  }

  #marks() {
    const { pinned, muted } = this.conversation;
    return html`<span class="marks"
      >${pinned ? mark(pinIcon, msg("Pinned")) : nothing}${muted ? mark(mutedIcon, msg("Muted")) : nothing}</span
    >`;
  }

  #chips() {
    const { needsReply, status } = this.conversation;
    const isStaff = this.reader.me.role !== "patient";
    return html`${needsReply && isStaff ? this.#waiting(needsReply) : nothing}${
      status === "resolved" ? html`<span class="chip">${msg("Resolved")}</span>` : nothing
    }${status === "archived" ? html`<span class="chip">${archiveIcon}${msg("Archived")}</span>` : nothing}`;
  }

  #waiting({ since, claimedBy }: NeedsReply) {
    const time = waitingTime(this.reader.clock, since);
    if (!claimedBy) {
      return html`<span class="chip waiting">${waitingIcon}${msg(str`Needs reply · ${time}`)}</span>`;
    }
    const isMine = claimedBy.id === this.reader.me.id;
    const words = isMine ? msg(str`You have it · ${time}`) : msg(str`${claimedBy.name} has it · ${time}`);
    return html`<span class="chip ${isMine ? "mine" : ""}" dir="auto"
      ><person-avatar initials=${claimedBy.initials} of=${claimedBy.id}></person-avatar>${words}</span
    >`;
  }

  #menuLabel(): string {
    return msg(str`More for ${this.conversation.topic || this.conversation.patient.name}`);
  }

  #more(event: Event): void {
    const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.#wishMenu(left, bottom);
  }

  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return;
    event.preventDefault();
    const { left, bottom } = this.getBoundingClientRect();
    this.#wishMenu(left + 60, bottom - 8);
  };

  #wishMenu(x: number, y: number): void {
    const detail: MenuWish = { conversation: this.conversation, at: { x, y }, row: this };
    this.dispatchEvent(new CustomEvent("menu", { detail, bubbles: true, composed: true }));
  }
}

function mark(icon: unknown, words: string) {
  return html`<span title=${words}>${icon}<span class="unseen">${words}</span></span>`;
}

function badge(count: number) {
  return html`<span class="badge" part="unread">
    <span class="dot"></span>${count > 99 ? "99+" : count}<span class="unseen">${msg("unread")}</span>
  </span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-row": ConversationRow;
  }
}
