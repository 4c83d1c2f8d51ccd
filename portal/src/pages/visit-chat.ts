import { css, html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { keepAbout, recallAbout } from "../core/first-drafts.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, FirstMessage, Me } from "../core/shapes.ts";
import type { Link } from "../core/state.ts";
import { refreshThread } from "../core/threads.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { otherOf } from "../core/visit-times.ts";
import { beginTalk, loadTalk } from "../core/visit-talk.ts";
import { alertIcon } from "../elements/icons.ts";
import type { FirstWords } from "../elements/case-beginning.ts";
import { buttons, shared } from "../styles/controls.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import "../elements/empty-state.ts";
import "../elements/first-words.ts";
import "../elements/loading-rows.ts";
import "./conversation-pane.ts";

/** What the two of a visit write meanwhile. Event: `problem` {error}. */
@customElement("visit-chat")
export class VisitChat extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-width: 0;
        min-height: 0;
        background: var(--surface-sunken);
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) appointment!: Appointment;
  /** The conversation of the two; null: none yet, as far as is known. */
  @property({ attribute: false }) conversation: Conversation | null = null;
  @state() private phase: "loading" | "ready" | "failed" = "loading";
  readonly #store = new StoreController(this);
  #link: Link | null = null;

  protected override firstUpdated(): void {
    void this.#load();
  }

  protected override willUpdate(): void {
    const { store } = this.chat;
    this.#store.follow(store);
    const isBack = this.#link !== null && this.#link !== "live" && store.state.link === "live";
    this.#link = store.state.link;
    if (isBack) void this.#refresh();
  }

  async #load(): Promise<void> {
    this.phase = "loading";
    try {
      await loadTalk(this.chat, this.appointment);
      this.phase = "ready";
    } catch {
      this.phase = "failed";
    }
  }

  /** The shell brings its own pages up to date after a break; what stands beside a call is left to this. */
  async #refresh(): Promise<void> {
    if (!this.conversation) return this.#load();
    await refreshThread(this.chat, this.conversation.id).catch((error: unknown) =>
      tell(this, "problem", { error }),
    );
  }

  protected override render() {
    if (this.conversation && this.phase !== "loading") return this.#pane(this.conversation.id);
    if (this.phase === "loading") return html`<loading-rows rows="2"></loading-rows>`;
    return this.phase === "failed" ? this.#failed() : this.#beginning();
  }

  #pane(id: string) {
    return html`<conversation-pane
      beside
      .chat=${this.chat}
      .me=${this.me}
      .reader=${this.reader}
      conversation=${id}
      @problem=${(event: CustomEvent<{ error: unknown }>) => tell(this, "problem", event.detail)}
    ></conversation-pane>`;
  }

  #failed() {
    return html`<empty-state heading=${msg("The chat could not be loaded")} .icon=${alertIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button quiet" @click=${() => this.#load()}>${msg("Try again")}</button>
    </empty-state>`;
  }

  #beginning() {
    return html`<first-words
      about="visit ${this.appointment.id}"
      .to=${otherOf(this.appointment, this.reader.me)}
      .limit=${this.me.limits?.textLength ?? 8000}
      .words=${this.#words}
      .begin=${(message: FirstMessage) => beginTalk(this.chat, this.appointment, message)}
    ></first-words>`;
  }

  readonly #words: FirstWords = {
    recall: (about) => recallAbout(this.chat.keepsakes, about),
    keep: (about, text) => keepAbout(this.chat.keepsakes, about, text),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-chat": VisitChat;
  }
}
