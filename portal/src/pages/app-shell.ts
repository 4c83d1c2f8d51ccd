import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import { alertIcon, brandIcon } from "../elements/icons.ts";
import { ITEMS, type NavPage } from "../elements/main-nav.ts";
import { buttons, shared } from "../styles/controls.ts";
import { shellStyles } from "./app-shell.styles.ts";
import type { Compose } from "./new-message.ts";
import { loadPage } from "./page-loaders.ts";
import { pageTemplate, pageTitle } from "./page-templates.ts";
import { hasPage, type Route } from "./routes.ts";
import type { ShellBeside } from "./shell-beside.ts";
import type { RunningChat } from "./start-chat.ts";
import { StoreController } from "./store-controller.ts";

const BROKEN_SHOWN_AFTER_MS = 2_000;

/**
 * What stands around every page: brand, navigation with what is unread, account, state of the connection.
 * What a page tells goes on: `go` {path}, `problem` {error}, `me` {me}. Events of its own: `sign-out`.
 */
@customElement("app-shell")
export class AppShell extends LitElement {
  static override styles = [shared, buttons, shellStyles];

  @property() clinicName = "";
  @property({ attribute: false }) languages!: readonly string[];
  @property({ attribute: false }) running!: RunningChat;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) route!: Route;
  @state() private isBroken = false;
  /** The page whose code could not be fetched. */
  @state() private unfetched: Route | null = null;
  /** What stands beside every page could not be fetched. */
  @state() private isIncomplete = false;
  /** How many visits call for this person, and what the tab says of it. */
  @state() private calling = { count: 0, words: "" };
  @query("main") private main!: HTMLElement;
  @query("shell-beside") private beside!: ShellBeside;
  readonly #store = new StoreController(this);
  #brokenTimer: ReturnType<typeof setTimeout> | undefined;

  async showProblem(words: string): Promise<void> {
    await customElements.whenDefined("shell-beside");
    await this.beside.show(words);
  }

  /** The conversation on the screen, in the chat or beside its case. */
  get openConversation(): string | null {
    const { route } = this;
    if (route.page === "chat") return route.conversationId;
    if (route.page !== "cases" || route.caseId === null) return null;
    const known = [...this.running.chat.store.state.conversations.values()];
    return known.find(({ caseId }) => caseId === route.caseId)?.id ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { store } = this.running.chat;
    this.#store.follow(store);
    if (store.state.link !== "broken") this.#mended();
    else this.#brokenTimer ??= setTimeout(() => (this.isBroken = true), BROKEN_SHOWN_AFTER_MS);
    if (changed.has("route")) void this.#fetchPage(this.route);
    this.#nameTab(store.state.unread.messages);
    this.classList.toggle("immersed", isOneThing(this.route));
  }

  /** After the page: nobody waits for these. Nor does anybody go on without what tells of problems and of messages. */
  protected override firstUpdated(): void {
    import("./shell-beside.ts").catch(() => (this.isIncomplete = true));
  }

  async #fetchPage(route: Route): Promise<void> {
    this.unfetched = null;
    const { page } = route;
    await loadPage(hasPage(this.reader.me.role, page) ? page : "unknown").catch(
      () => (this.unfetched = route),
    );
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("route");
    if (!before || before.page === this.route.page) return;
    this.main.scrollTop = 0;
    this.main.focus({ preventScroll: true });
  }

  #mended(): void {
    clearTimeout(this.#brokenTimer);
    this.#brokenTimer = undefined;
    this.isBroken = false;
  }

  /** The title carries a number, the page and the clinic, never a name or words. */
  #nameTab(unread: number): void {
    const name = `${this.calling.words}${pageTitle(this.route.page)} · ${this.clinicName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }

  protected override render() {
    const pages = (Object.keys(ITEMS) as NavPage[]).filter((page) => hasPage(this.reader.me.role, page));
    return html`<button class="button quiet skip" @click=${() => this.main.focus()}>
        ${msg("Skip to the page")}
      </button>
      <header>
        <a class="brand" href="/">${brandIcon}<b dir="auto">${this.clinicName}</b></a>
      </header>
      <main-nav
        .pages=${pages}
        current=${this.route.page}
        .unread=${this.running.chat.store.state.unread}
        .calling=${this.calling.count}
      ></main-nav>
      <account-menu .person=${this.reader.me} @sign-out=${() => this.#pass("sign-out")}></account-menu>
      <div class="page">
        <div role="status">
          ${this.isBroken ? html`<p class="broken">${msg("Connection lost. Reconnecting…")}</p>` : nothing}
        </div>
        <visit-alerts
          .running=${this.running}
          .reader=${this.reader}
          .route=${this.route}
          @calling=${(event: CustomEvent) => (this.calling = event.detail)}
          @go=${this.#relay}
        ></visit-alerts>
        ${this.#main()}
      </div>
      <shell-beside
        .running=${this.running}
        .reader=${this.reader}
        @go=${this.#relay}
        @problem=${this.#relay}
      ></shell-beside>`;
  }

  #main() {
    return html`<main
      tabindex="-1"
      aria-label=${pageTitle(this.route.page)}
      @go=${this.#relay}
      @problem=${this.#relay}
      @me=${this.#relay}
      @sign-out=${this.#relay}
      @compose=${(event: CustomEvent<Compose>) => this.#compose(event.detail)}
    >
      ${this.unfetched || this.isIncomplete ? this.#notFetched() : pageTemplate(this)}
    </main>`;
  }

  /** The network is gone, or a newer release has replaced the files of this one: a reload helps in both cases. */
  #notFetched() {
    return html`<empty-state page heading=${msg("This page could not be loaded")} .icon=${alertIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button primary" @click=${() => location.reload()}>
        ${msg("Try again")}
      </button>
    </empty-state>`;
  }

  async #compose(about: Compose): Promise<void> {
    await customElements.whenDefined("shell-beside");
    await this.beside.compose(about);
  }

  /** Once, though events of elements inside a page go through its boundary by themselves. */
  #relay(event: CustomEvent): void {
    event.stopPropagation();
    this.#pass(event.type, event.detail);
  }

  #pass(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** On a phone one conversation, case or visit takes the whole screen. */
function isOneThing(route: Route): boolean {
  const { conversationId, caseId, appointmentId } = route as Record<string, string | null | undefined>;
  return Boolean(conversationId ?? caseId ?? appointmentId);
}

declare global {
  interface HTMLElementTagNameMap {
    "app-shell": AppShell;
  }
}
