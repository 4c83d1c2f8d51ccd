import { html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import { brandIcon, messagesIcon } from "../elements/icons.ts";
import type { ToastRegion } from "../elements/toast-region.ts";
import { shared } from "../styles/controls.ts";
import { shellStyles } from "./app-shell.styles.ts";
import type { Route } from "./routes.ts";
import type { RunningChat } from "./start-chat.ts";
import { StoreController } from "./store-controller.ts";
import "../elements/account-menu.ts";
import "../elements/empty-state.ts";
import "../elements/toast-region.ts";
import "../elements/unread-badge.ts";
import "./chat-page.ts";

const BROKEN_SHOWN_AFTER_MS = 2_000;

/** What stands around every page: brand, navigation with the unread badge, account, state of the connection. */
@customElement("app-shell")
export class AppShell extends LitElement {
  static override styles = [shared, shellStyles];

  @property() clinicName = "";
  @property({ attribute: false }) running!: RunningChat;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) route!: Route;
  @state() private isBroken = false;
  @query("toast-region") private toasts!: ToastRegion;
  readonly #store = new StoreController(this);
  #brokenTimer: ReturnType<typeof setTimeout> | undefined;

  showProblem(words: string): void {
    this.toasts.show(words);
  }

  protected override willUpdate(): void {
    const { store } = this.running.chat;
    this.#store.follow(store);
    if (store.state.link !== "broken") this.#mended();
    else this.#brokenTimer ??= setTimeout(() => (this.isBroken = true), BROKEN_SHOWN_AFTER_MS);
    this.#nameTab(store.state.unread.messages);
  }

  #mended(): void {
    clearTimeout(this.#brokenTimer);
    this.#brokenTimer = undefined;
    this.isBroken = false;
  }

  /** The title carries a number and the clinic, never a name or words. */
  #nameTab(unread: number): void {
    const name = `${msg("Messages")} · ${this.clinicName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }

  protected override render() {
    const isThreadOpen = this.route.page === "chat" && this.route.conversationId !== null;
    return html`<header class=${isThreadOpen ? "behind-thread" : ""}>
        <a class="brand" href="/chat">${brandIcon}<b dir="auto">${this.clinicName}</b></a>
        <nav aria-label=${msg("Main")}>
          <a href="/chat" aria-current=${this.route.page === "chat" ? "page" : nothing}>
            ${messagesIcon}<span>${msg("Messages")}</span>
            <unread-badge count=${this.running.chat.store.state.unread.messages}></unread-badge>
          </a>
        </nav>
        <account-menu .person=${this.reader.me} @sign-out=${this.#signOut}></account-menu>
      </header>
      <div role="status">
        ${this.isBroken ? html`<p class="broken">${msg("Connection lost. Reconnecting…")}</p>` : nothing}
      </div>
      <main>${this.#page()}</main>
      <toast-region></toast-region>`;
  }

  #page() {
    if (this.reader.me.role === "admin") return this.#nothingToRead();
    const conversationId = this.route.page === "chat" ? this.route.conversationId : null;
    return html`<chat-page
      .chat=${this.running.chat}
      .me=${this.running.me}
      .reader=${this.reader}
      .conversationId=${conversationId}
      @go=${(event: CustomEvent<{ path: string }>) => this.#pass("go", event.detail)}
      @problem=${(event: CustomEvent<{ error: unknown }>) => this.#pass("problem", event.detail)}
    ></chat-page>`;
  }

  #nothingToRead() {
    return html`<empty-state heading=${msg("No messages for administrators")} .icon=${messagesIcon}>
      ${msg("Conversations are between patients and their care teams alone.")}
    </empty-state>`;
  }

  #signOut(): void {
    this.#pass("sign-out");
  }

  #pass(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "app-shell": AppShell;
  }
}
