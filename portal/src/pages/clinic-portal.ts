import { html, LitElement } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Config } from "../core/config.ts";
import { localeFor } from "../core/dates.ts";
import { speakHttp } from "../core/http.ts";
import { SignedOut } from "../core/problem.ts";
import type { Session } from "../core/session.ts";
import type { AppShell } from "./app-shell.ts";
import { pathOfClick, routeOf, type Route } from "./routes.ts";
import { arrive, farewellInWords, goAndSignIn, leave, problemInWords } from "./coming-and-going.ts";
import type { RunningChat } from "./start-chat.ts";
import "./sign-in-page.ts";

/** The whole portal: signs people in and out, and shows the page that the address names. */
@customElement("clinic-portal")
export class ClinicPortal extends LitElement {
  @state() private config: Config | null = null;
  @state() private running: RunningChat | null = null;
  @state() private route: Route = routeOf(location.pathname);
  @state() private notice: string | null = null;
  @state() private isLeaving = false;
  @state() private isSigningOut = false;
  @query("app-shell") private shell!: AppShell | null;
  #session: Session | null = null;

  /** Slots and shadow bring nothing at the very top: the page's own styles size what stands here. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", () => (this.route = routeOf(location.pathname)));
    // The browser's Back may bring this page as it was left, on its way to somewhere else.
    addEventListener("pageshow", ({ persisted }) => persisted && !this.running && location.reload());
    this.addEventListener("click", (event) => this.#clicked(event));
    void this.#start();
  }

  async #start(): Promise<void> {
    try {
      const { config, session, returnTo } = await arrive();
      Object.assign(this, { config });
      this.#session = session;
      if (returnTo) this.#go(returnTo, "replace");
      if (session.isSignedIn) await this.#run(config, session);
      else this.notice = farewellInWords();
    } catch (error) {
      this.#ended(error);
    }
  }

  async #run(config: Config, session: Session): Promise<void> {
    const [{ startChat }] = await Promise.all([import("./start-chat.ts"), import("./app-shell.ts")]);
    this.running = await startChat(speakHttp(config.apiBase, session), {
      openConversation: () => (this.route.page === "chat" ? this.route.conversationId : null),
      onSignedOut: () => this.#ended(new SignedOut("The session has ended.")),
      onProblem: (error) => this.#told(error),
    });
    if (this.route.page !== "chat") this.#go("/chat", "replace");
  }

  protected override render() {
    if (this.running) return this.#shell(this.running);
    if (this.isSigningOut) return html`<p class="starting" role="status">${msg("Signing out…")}</p>`;
    if (!this.config && !this.notice) return html``;
    if (this.#session?.isSignedIn && !this.notice)
      return html`<p class="starting" role="status">${msg("Loading")}</p>`;
    return html`<sign-in-page
      .clinicName=${this.config?.clinicName ?? "Clinic Messaging"}
      .notice=${this.notice}
      ?again=${this.#session?.isSignedIn ?? false}
      ?busy=${this.isLeaving}
      @sign-in=${this.#signIn}
    ></sign-in-page>`;
  }

  #shell(running: RunningChat) {
    const locale = localeFor(document.documentElement.lang, navigator.languages);
    const clock = { locale, timeZone: undefined, now: () => new Date() };
    return html`<app-shell
      .clinicName=${this.config?.clinicName ?? ""}
      .running=${running}
      .reader=${{ me: running.me.person, clock }}
      .route=${this.route}
      @go=${(event: CustomEvent<{ path: string }>) => this.#go(event.detail.path)}
      @problem=${(event: CustomEvent<{ error: unknown }>) => this.#told(event.detail.error)}
      @sign-out=${this.#signOut}
    ></app-shell>`;
  }

  async #signIn(): Promise<void> {
    if (!this.config || this.#session?.isSignedIn) return location.reload();
    this.isLeaving = true;
    await goAndSignIn(this.config, location.pathname).catch((error: unknown) => this.#ended(error));
  }

  /** The chat leaves the screen first, whatever becomes of the rest. */
  async #signOut(): Promise<void> {
    const { running } = this;
    if (!running) return;
    running.stop();
    Object.assign(this, { running: null, isSigningOut: true });
    await leave(this.config!, this.#session!, running.chat.keepsakes);
  }

  /** Out of the chat. What was written and not sent stays in this browser; a session that is still good stays too. */
  #ended(error: unknown): void {
    if (this.isSigningOut) return;
    this.running?.stop();
    if (error instanceof SignedOut) this.#session?.forget();
    Object.assign(this, { running: null, isLeaving: false, notice: problemInWords(error) });
    document.title = this.config?.clinicName ?? "Clinic Messaging";
  }

  #told(error: unknown): void {
    if (error instanceof SignedOut) this.#ended(error);
    else this.shell?.showProblem(problemInWords(error) ?? msg("Something went wrong."));
  }

  #clicked(event: MouseEvent): void {
    const path = pathOfClick(event);
    if (path === null || !this.running) return;
    event.preventDefault();
    this.#go(path);
  }

  #go(path: string, how: "push" | "replace" = "push"): void {
    history[how === "push" ? "pushState" : "replaceState"](null, "", path);
    this.route = routeOf(path);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "clinic-portal": ClinicPortal;
  }
}
