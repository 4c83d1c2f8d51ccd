import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { latest, waiting } from "../core/overview.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import type { ChatState } from "../core/state.ts";
import { messagesIcon } from "../elements/icons.ts";
import { okIcon } from "../elements/page-icons.ts";
import { shared } from "../styles/controls.ts";
import { panelStyles } from "../styles/pages.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/loading-rows.ts";
import "./conversation-rows.ts";

const SHOWN = 5;

/** Who waits for an answer (for staff), and what was last written. Events: `go`, `problem`. */
@customElement("dashboard-lists")
export class DashboardLists extends LitElement {
  static override styles = [
    shared,
    panelStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  readonly #store = new StoreController(this);

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
  }

  protected override render() {
    return html`${this.reader.me.role === "patient" ? nothing : this.#waiting()} ${this.#latest()}`;
  }

  #waiting() {
    const { state } = this.chat.store;
    const list = waiting(state.conversations.values(), this.reader.me.id, SHOWN);
    const count = Math.max(state.unread.needsReply ?? 0, list.length);
    return html`<section class="panel" aria-labelledby="waiting">
      <header>
        <h2 id="waiting">
          ${msg("Needs reply")}${count > 0 ? html`<span class="number">${count}</span>` : nothing}
        </h2>
        ${count > SHOWN ? html`<a class="more" href="/chat">${msg("See all")}</a>` : nothing}
      </header>
      ${list.length > 0 ? this.#rows(list, msg("Needs reply")) : this.#nobodyWaits(state)}
    </section> `;
  }

  #nobodyWaits({ lists }: ChatState) {
    if (lists.needs_reply.phase === "loading") return html`<loading-rows rows="2"></loading-rows>`;
    return html`<p class="nothing">${okIcon}${msg("Nobody is waiting for an answer.")}</p>`;
  }

  #latest() {
    const { state } = this.chat.store;
    const list = latest(state.conversations.values(), SHOWN);
    return html`<section class="panel" aria-labelledby="latest">
      <header>
        <h2 id="latest">${msg("Latest conversations")}</h2>
        ${list.length > 0 ? html`<a class="more" href="/chat">${msg("Open chat")}</a>` : nothing}
      </header>
      ${list.length > 0 ? this.#rows(list, msg("Latest conversations")) : this.#noneYet(state)}
    </section>`;
  }

  #noneYet({ lists }: ChatState) {
    if (lists.all.phase === "loading") return html`<loading-rows rows="3"></loading-rows>`;
    return html`<p class="nothing">
      ${messagesIcon}${msg("No messages yet. Start with New message; answers appear here at once.")}
    </p>`;
  }

  #rows(conversations: readonly Conversation[], label: string) {
    return html`<conversation-rows
      class="rows"
      .chat=${this.chat}
      .reader=${this.reader}
      .conversations=${conversations}
      label=${label}
    ></conversation-rows>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "dashboard-lists": DashboardLists;
  }
}
