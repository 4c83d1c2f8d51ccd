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
import { entryActStyles } from "./entry-acts.styles.ts";
import { Following } from "./following.ts";
import { arrowDownIcon } from "./thread-icons.ts";
import { fileStyles } from "./message-files.ts";
import { threadStyles } from "./message-thread.styles.ts";
import { Pointing } from "./pointing.ts";
import { threadEntry } from "./thread-entry.ts";
import { entryStyles } from "./thread-entry.styles.ts";
import { threadWithout } from "./thread-without.ts";

const OLDER_WITHIN_PX = 300;
const HIGHLIGHT_MS = 1_600;
const HIGHLIGHT = { boxShadow: ["0 0 0 4px var(--focus)", "0 0 0 4px transparent"] };

/**
 * The messages of one conversation. Follows new ones only where the reader is at the end.
 * Events: `older`, `reload`, `seen` {seq}, `retry`, `without-card` and `discard` {clientMessageId}, `jump` {seq},
 * `menu` {seq, at, from}, `unlock` {seq}.
 */
@customElement("message-thread")
export class MessageThread extends LitElement {
  static override styles = [shared, buttons, threadStyles, entryStyles, entryActStyles, fileStyles];

  @property() conversation = "";
  @property({ attribute: false }) thread!: Thread;
  @property({ attribute: false }) reader!: Reader;
  @state() private lastSeenSeq = 0;
  @state() private isFar = false;
  @query(".scroller") private scroller!: HTMLElement;
  readonly #pointing = new Pointing(this);
  readonly #following = new Following(this, () => this.scroller);
  #hasArrived = false;
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
        <div
          class="column"
          @click=${this.#pointing.clicked}
          @contextmenu=${this.#pointing.asked}
          @keydown=${this.#pointing.pressed}
        >
          ${this.#content()}
        </div>
      </div>
      ${this.#pill()}`;
  }

  #content() {
    const { phase, messages, outgoing } = this.thread;
    const isEmpty = messages.length === 0 && outgoing.length === 0;
    if (phase === "missing" || (isEmpty && phase !== "ready")) {
      return threadWithout(phase, () => this.#tell("reload"));
    }
    return this.#entries();
  }

  #entries() {
    const { clock, me } = this.reader;
    const entries = threadEntries(this.thread, me.id, (iso) => dayKey(clock, iso));
    const acts = {
      retry: (clientMessageId: string) => this.#tell("retry", { clientMessageId }),
      withoutCard: (clientMessageId: string) => this.#tell("without-card", { clientMessageId }),
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
    if (!this.#hasArrived) return nothing;
    if (fresh === 0) return this.isFar ? this.#backDown() : nothing;
    const words = fresh === 1 ? msg("1 new message") : msg(str`${fresh} new messages`);
    return html`<button class="pill" @click=${this.#toEnd}>${arrowDownIcon}${words}</button>`;
  }

  #backDown() {
    return html`<button class="pill round" aria-label=${msg("To the latest message")} @click=${this.#toEnd}>
      ${arrowDownIcon}
    </button>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const first = this.thread.messages[0]?.seq;
    const before = changed.get("thread");
    if (!this.#hasArrived && this.thread.phase === "ready") this.#arrive();
    else if (first !== this.#first && this.#first !== undefined) this.#following.keepPlace();
    else if (this.#following.isAtEnd || hasNewOutgoing(before, this.thread)) this.#toEnd();
    this.#first = first;
    this.#look();
  }

  /** Opens at the unread line where there is one, otherwise at the end. */
  #arrive(): void {
    this.#hasArrived = true;
    const line = this.renderRoot.querySelector<HTMLElement>(".line");
    if (!line) return this.#toEnd();
    this.scroller.scrollTop = line.offsetTop - this.scroller.clientHeight / 3;
    this.#following.look();
  }

  #toEnd = (): void => this.#following.toEnd();

  /** Brings a message into view that is loaded, and says which it is. */
  async showMessage(seq: number): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
    element?.querySelector(".bubble")?.animate(HIGHLIGHT, HIGHLIGHT_MS);
  }

  #scrolled(): void {
    this.#following.look();
    this.isFar = this.#following.isFar;
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
