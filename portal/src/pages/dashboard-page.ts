import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { Calm } from "../core/calm.ts";
import type { Chat } from "../core/chat.ts";
import { begun } from "../core/dates.ts";
import { partOfDay } from "../core/days.ts";
import { loadList } from "../core/inbox.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Contacts, Stats } from "../core/shapes.ts";
import type { ChatState } from "../core/state.ts";
import { alertIcon, writeIcon } from "../elements/icons.ts";
import { conversationsIcon, lockIcon, patientsIcon, totalIcon, unreadIcon } from "../elements/page-icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import { dashboardStyles } from "./dashboard-page.styles.ts";
import { hasPage } from "./routes.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import "../elements/care-teams.ts";
import "../elements/day-chart.ts";
import "../elements/notice-permission.ts";
import "../elements/stat-card.ts";
import "./appointments-panel.ts";
import "./dashboard-lists.ts";

const EVERY_MS = 60_000;

/** Where the day begins: numbers, who waits, what is new. Events: `compose`, `go`, `problem`. */
@customElement("dashboard-page")
export class DashboardPage extends LitElement {
  static override styles = [shared, buttons, pageStyles, panelStyles, dashboardStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  /** Whether the person wants notices in their browsers. */
  @property({ type: Boolean }) notices = false;
  @state() private stats: Stats | null = null;
  @state() private contacts: Contacts | null = null;
  @state() private hasFailed = false;
  readonly #store = new StoreController(this);
  readonly #numbers = new Calm(() => this.#count());
  #counted: ChatState | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#lookAgain(), EVERY_MS);
    document.addEventListener("visibilitychange", this.#lookAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    document.removeEventListener("visibilitychange", this.#lookAgain);
    this.#numbers.stop();
  }

  /** Waiting times grow by themselves; an administrator's numbers come by no event. */
  readonly #lookAgain = (): void => {
    if (document.hidden) return;
    this.requestUpdate();
    if (this.#isAdmin) this.#numbers.want();
  };

  protected override firstUpdated(): void {
    void this.#numbers.run();
    if (!this.#isAdmin) void this.#fetchLists().catch((error: unknown) => tell(this, "problem", { error }));
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
    const { state } = this.chat.store;
    const before = this.#counted;
    this.#counted = state;
    const isNews = before?.conversations !== state.conversations || before.unread !== state.unread;
    if (before && isNews && this.hasUpdated) this.#numbers.want();
  }

  async #count(): Promise<void> {
    try {
      this.stats = await this.chat.api.stats();
      this.hasFailed = false;
    } catch (error) {
      // Numbers of a minute ago are better than none; the next event asks again.
      this.hasFailed = this.stats === null;
      if (this.hasFailed || error instanceof SignedOut) tell(this, "problem", { error });
    }
  }

  async #fetchLists(): Promise<void> {
    const { lists } = this.chat.store.state;
    if (this.reader.me.role === "patient") this.contacts = await this.chat.api.contacts();
    else await loadList(this.chat, "needs_reply");
    if (lists.all.phase === "failed") await loadList(this.chat, "all");
  }

  get #isAdmin(): boolean {
    return this.reader.me.role === "admin";
  }

  protected override render() {
    return html`<div class="wide">
      ${this.#top()}
      ${this.notices && !this.#isAdmin ? html`<notice-permission brief></notice-permission>` : nothing}
      ${this.#cards()}
      <div class="halves">${this.#halves().map((half) => html`<div>${half}</div>`)}</div>
    </div>`;
  }

  #halves() {
    const { role } = this.reader.me;
    if (role === "admin") return [this.#chart(), this.#forAdmin()];
    const visits = hasPage(role, "visit") ? this.#appointments() : nothing;
    return [html`${visits} ${role === "patient" ? this.#forPatient() : this.#lists()}`, this.#chart()];
  }

  #appointments() {
    return html`<appointments-panel .chat=${this.chat} .reader=${this.reader}></appointments-panel>`;
  }

  #top() {
    const { me, clock } = this.reader;
    const today = new Intl.DateTimeFormat(clock.locale, { dateStyle: "full", timeZone: clock.timeZone });
    return html`<header class="top">
      <div>
        <h1>${GREETINGS[partOfDay(clock)]()}, <bdi>${me.name}</bdi></h1>
        <p class="lead">${begun(clock.locale, today.format(clock.now()))}</p>
      </div>
      ${
        this.#isAdmin
          ? nothing
          : html`<button class="button primary" @click=${() => tell(this, "compose", {})}>
              ${writeIcon}${msg("New message")}
            </button>`
      }
    </header>`;
  }

  #cards() {
    if (this.hasFailed) return this.#notCounted();
    const cards = [
      [msg("Total conversations"), conversationsIcon, this.stats?.totalConversations],
      [msg("Unread messages"), unreadIcon, this.stats?.unreadMessages],
      [msg("Unique patients"), patientsIcon, this.stats?.uniquePatients],
      [msg("Total messages"), totalIcon, this.stats?.totalMessages],
    ] as const;
    return html`<section class="cards" aria-label=${msg("Numbers")}>
      ${cards.map(
        ([label, icon, value]) =>
          html`<stat-card
            label=${label}
            .icon=${icon}
            .value=${value ?? null}
            locale=${this.reader.clock.locale}
          ></stat-card>`,
      )}
    </section>`;
  }

  #notCounted() {
    return html`<p class="notice" role="alert">
      ${alertIcon}<span>${msg("The numbers could not be loaded.")}</span>
      <button class="link-button" @click=${() => this.#numbers.run()}>${msg("Try again")}</button>
    </p>`;
  }

  #chart() {
    if (this.hasFailed) return nothing;
    return html`<section class="panel">
      <day-chart .days=${this.stats?.messagesPerDay ?? []} .clock=${this.reader.clock}></day-chart>
    </section>`;
  }

  #forPatient() {
    return html`<section class="panel" aria-labelledby="teams">
        <header><h2 id="teams">${msg("Your care teams")}</h2></header>
        <care-teams .reader=${this.reader} .teams=${this.contacts?.careTeams ?? null}></care-teams>
      </section>
      ${this.#lists()}`;
  }

  #lists() {
    return html`<dashboard-lists .chat=${this.chat} .reader=${this.reader}></dashboard-lists>`;
  }

  #forAdmin() {
    return html`<section class="panel" aria-labelledby="private">
      <header><h2 id="private">${msg("Numbers of the whole clinic")}</h2></header>
      <p class="nothing">
        ${lockIcon}${msg("What people write stays between patients and their care teams: administrators see how much, never what.")}
      </p>
    </section>`;
  }
}

const GREETINGS = {
  morning: () => msg("Good morning"),
  afternoon: () => msg("Good afternoon"),
  evening: () => msg("Good evening"),
};

declare global {
  interface HTMLElementTagNameMap {
    "dashboard-page": DashboardPage;
  }
}
