import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg, str } from "@lit/localize";
import { dayKey } from "../core/dates.ts";
import { threadEntries } from "../core/entries.ts";
import { countOthersAfter } from "../core/messages.ts";
import type { Reader } from "../core/reader.ts";
import type { Thread } from "../core/state.ts";
import { buttons, shared } from "../styles/controls.ts";
import { arrowDownIcon, messagesIcon } from "./icons.ts";
import { threadStyles } from "./message-thread.styles.ts";
import { threadEntry } from "./thread-entry.ts";
import { entryStyles } from "./thread-entry.styles.ts";
import "./empty-state.ts";
import "./loading-rows.ts";

const FOLLOW_WITHIN_PX = 70;
const OLDER_WITHIN_PX = 300;

/**
 * The messages of one conversation. Follows new ones only where the reader is at the end.
 * Events: `older`, `reload`, `seen` {seq}, `retry` and `discard` {clientMessageId}.
 */
@customElement("message-thread")
export class MessageThread extends LitElement {
  static override styles = [shared, buttons, threadStyles, entryStyles];

  @property() conversation = "";
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) reader!: Reader;
  @state() private lastSeenSeq = 0;
  @query(".scroller") private scroller!: HTMLElement;
  #hasArrived = false;
  #wasAtEnd = true;
  #distanceToEnd = 0;
  #first: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const name of ["focus", "visibilitychange"]) window.addEventListener(name, this.#look, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const name of ["focus", "visibilitychange"]) window.removeEventListener(name, this.#look, true);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("conversation")) this.#forget();
    if (!this.hasUpdated) return;
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#wasAtEnd = scrollHeight - scrollTop - clientHeight < FOLLOW_WITHIN_PX;
    this.#distanceToEnd = scrollHeight - scrollTop;
  }

  #forget(): void {
    this.#hasArrived = false;
    this.#first = undefined;
    this.lastSeenSeq = 0;
  }

  protected override render() {
    return html`<div
        class="scroller"
        tabindex="0"
        role="log"
        aria-live="off"
        aria-label=${msg("Messages")}
        @scroll=${this.#scrolled}
      >
        <div class="column">${this.#content()}</div>
      </div>
      ${this.#pill()}`;
  }

  #content() {
    const { phase, messages, outgoing } = this.thread;
    if (phase === "failed" && messages.length === 0) return this.#failed();
    if (phase === "missing") {
      return html`<empty-state heading=${msg("This conversation is not here")} .icon=${messagesIcon}>
        ${msg("It may have been closed to you, or the address is mistyped.")}
      </empty-state>`;
    }
    if (phase === "loading" && messages.length === 0 && outgoing.length === 0) {
      return html`<loading-rows rows="4"></loading-rows>`;
    }
    return this.#entries();
  }

  #failed() {
    return html`<empty-state heading=${msg("The messages could not be loaded")} .icon=${messagesIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button quiet" @click=${() => this.#tell("reload")}>
        ${msg("Try again")}
      </button>
    </empty-state>`;
  }

  #entries() {
    const { clock, me } = this.reader;
    const entries = threadEntries(this.thread, me.id, (iso) => dayKey(clock, iso));
    const acts = {
      retry: (clientMessageId: string) => this.#tell("retry", { clientMessageId }),
      discard: (clientMessageId: string) => this.#tell("discard", { clientMessageId }),
    };
    return html`${this.#older()}
    ${repeat(
      entries,
      ({ key }) => key,
      (entry) => threadEntry(entry, this.reader, acts),
    )}`;
  }

  #older() {
    if (this.thread.reachedStart) return nothing;
    return html`<p class="older" role="status">
      ${this.thread.isLoadingOlder ? msg("Loading earlier messages…") : nothing}
    </p>`;
  }

  #pill() {
    const fresh = countOthersAfter(this.thread.messages, this.lastSeenSeq, this.reader.me.id);
    if (!this.#hasArrived || fresh === 0) return nothing;
    const words = fresh === 1 ? msg("1 new message") : msg(str`${fresh} new messages`);
    return html`<button class="pill" @click=${this.#toEnd}>${arrowDownIcon}${words}</button>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const first = this.thread.messages[0]?.seq;
    const before = changed.get("thread");
    if (!this.#hasArrived && this.thread.phase === "ready") this.#arrive();
    else if (first !== this.#first && this.#first !== undefined) this.#keepPlace();
    else if (this.#wasAtEnd || hasNewOutgoing(before, this.thread)) this.#toEnd();
    this.#first = first;
    this.#look();
  }

  /** Opens at the unread line where there is one, otherwise at the end. */
  #arrive(): void {
    this.#hasArrived = true;
    const line = this.renderRoot.querySelector<HTMLElement>(".line");
    if (line) this.scroller.scrollTop = line.offsetTop - this.scroller.clientHeight / 3;
    else this.#toEnd();
  }

  #keepPlace(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight - this.#distanceToEnd;
  }

  #toEnd = (): void => {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  };

  #scrolled(): void {
    this.#look();
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const { reachedStart, isLoadingOlder } = this.thread;
    const isNearStart = scrollTop < OLDER_WITHIN_PX && scrollHeight > clientHeight;
    if (this.#hasArrived && isNearStart && !reachedStart && !isLoadingOlder) this.#tell("older");
  }

  /** Tells how far the reader has seen: only while this tab has the focus, and only what is in view. */
  #look = (): void => {
    if (!this.#hasArrived || this.thread.messages.length === 0) return;
    const seq = this.#lastInView();
    if (seq > this.lastSeenSeq) this.lastSeenSeq = seq;
    if (seq > 0 && document.hasFocus() && !document.hidden) this.#tell("seen", { seq });
  };

  #lastInView(): number {
    const end = this.scroller.getBoundingClientRect().bottom;
    if (this.scroller.clientHeight === 0) return 0;
    const shown = [...this.renderRoot.querySelectorAll<HTMLElement>("[data-seq]")];
    const last = shown.findLast((element) => element.getBoundingClientRect().bottom <= end + 8);
    return Number(last?.dataset["seq"] ?? 0);
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function hasNewOutgoing(before: Thread | undefined, now: Thread): boolean {
  return before !== undefined && now.outgoing.length > before.outgoing.length;
}

declare global {
  interface HTMLElementTagNameMap {
    "message-thread": MessageThread;
  }
}
