import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Config } from "../core/config.ts";
import { failureInWords } from "../core/failures.ts";
import { speakHttp } from "../core/http.ts";
import { SignedOut } from "../core/problem.ts";
import { isOver } from "../core/idle.ts";
import { readerOf } from "../core/reader.ts";
import type { Session } from "../core/session.ts";
import type { Me } from "../core/shapes.ts";
import type { Answer } from "../core/step-up.ts";
import type { AppShell } from "./app-shell.ts";
import { pathOfClick, routeOf, type Route } from "./routes.ts";
import { arrive, goAndSignIn } from "./coming-and-going.ts";
import { begun, fetchSignInPage, leaving, noticeAtArrival } from "./kept-ready.ts";
import type { Why } from "./leaving.ts";
import type { RunningChat } from "./start-chat.ts";

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
  /** Given by `start.ts` before this is one. */
  declare configured: Promise<Config>;
  declare goesOnIn: (locale: string | null) => boolean;
  #session: Session | null = null;
  #isEndingAll = false;
  #instead: TemplateResult | null = null;

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
    if (sessionStorage.length === 0) void fetchSignInPage();
    void this.#start();
  }

  async #start(): Promise<void> {
    try {
      const { config, session, returnTo, stepUp } = await arrive(await this.configured);
      Object.assign(this, { config });
      this.#session = session;
      if (returnTo) this.#go(returnTo, "replace");
      if (!session.isSignedIn) this.notice = await noticeAtArrival(stepUp);
      else if (isOver(sessionStorage, localStorage, Date.now())) await this.#leave("idle");
      else await this.#run(config, session, stepUp);
    } catch (error) {
      this.#ended(error);
    } finally {
      void fetchSignInPage();
    }
  }

  async #run(config: Config, session: Session, stepUp: Answer | null): Promise<void> {
    if (location.pathname === "/second-factor") return this.#askForFactor();
    const { isKeptOut, loadPage, startChat } = await import("./signed-in.ts");
    void loadPage(this.route.page).catch(() => undefined); // the shell asks again, and tells what went wrong
    // Nobody is let in unguarded: without it this fails like the chat itself.
    const guarding = import("./idle-guard.ts");
    guarding.catch(() => undefined); // told where it is waited for
    const http = speakHttp(config.apiBase, session, () => {
      this.#askForFactor().catch((error: unknown) => this.#ended(error));
    });
    const running = await startChat(http, {
      openConversation: () => this.shell?.openConversation ?? null,
      onSignedOut: () => this.#ended(new SignedOut("The session has ended.")),
      onProblem: (error) => this.#told(error),
    });
    if (this.goesOnIn(running.me.preferences.locale)) return running.stop();
    if (isKeptOut(running.me)) return this.#askForFactor();
    const words = await begun(running, guarding, stepUp);
    if (this.isSigningOut) return running.stop();
    this.running = running;
    await this.updateComplete;
    if (words) await this.shell?.showProblem(words);
  }

  /** Takes the place of all: what the clinic asks of staff first, and what anybody may set up. */
  async #askForFactor(): Promise<void> {
    const { pageFor } = await import("./second-factor-page.ts");
    if (this.isSigningOut) return;
    this.running?.stop();
    this.#instead = pageFor(this.config!, this.#session!);
    Object.assign(this, { running: null, isSigningOut: true });
  }

  protected override render() {
    if (this.running) return this.#shell(this.running);
    if (this.isSigningOut)
      return this.#instead ?? html`<p class="starting" role="status">${msg("Signing out…")}</p>`;
    if (!this.config && !this.notice) return html``;
    if (this.#session?.isSignedIn && !this.notice)
      return html`<p class="starting" role="status">${msg("Loading")}</p>`;
    return html`<sign-in-page
      .clinicName=${this.config?.clinicName ?? "Clinic Messaging"}
      .notice=${this.notice}
      ?again=${this.#session?.isSignedIn ?? false}
      ?busy=${this.isLeaving}
      @sign-in=${this.#signIn}
      >${this.notice ?? nothing}</sign-in-page
    >`;
  }

  #shell(running: RunningChat) {
    return html`<app-shell
        .clinicName=${this.config?.clinicName ?? ""}
        .languages=${this.config?.languages}
        .running=${running}
        .reader=${readerOf(running.me, document.documentElement.lang, navigator.languages)}
        .route=${this.route}
        @go=${(event: CustomEvent<{ path: string }>) => this.#go(event.detail.path)}
        @problem=${(event: CustomEvent<{ error: unknown }>) => this.#told(event.detail.error)}
        @me=${(event: CustomEvent<{ me: Me }>) => (this.running = { ...running, me: event.detail.me })}
        @preferred=${() => this.goesOnIn(running.me.preferences.locale)}
        @sign-out=${(event: CustomEvent<{ everywhere?: boolean } | null>) =>
          event.detail?.everywhere ? this.#signOutEverywhere(running) : this.#leave("signed-out")}
      ></app-shell>
      <idle-guard
        .me=${running.me}
        @log-off=${(event: CustomEvent<Why>) => this.#leave(event.detail)}
      ></idle-guard>`;
  }

  async #signIn(): Promise<void> {
    if (!this.config || this.#session?.isSignedIn) return location.reload();
    this.isLeaving = true;
    await goAndSignIn(this.config).catch((error: unknown) => this.#ended(error));
  }

  /** What ends this session here as everywhere must not look as if somebody else had ended it. */
  async #signOutEverywhere({ chat }: RunningChat): Promise<void> {
    this.#isEndingAll = true;
    try {
      await chat.api.signOutEverywhere();
      void this.#leave("signed-out");
    } catch (error) {
      this.#isEndingAll = false;
      this.#told(error);
    }
  }

  /** The chat leaves the screen first, whatever becomes of the rest. */
  async #leave(why: Why): Promise<void> {
    if (this.isSigningOut) return;
    const { running } = this;
    running?.stop();
    Object.assign(this, { running: null, isSigningOut: true });
    document.title = this.config?.clinicName ?? "Clinic Messaging";
    const notice = await leaving(this.config!, this.#session!, why, running);
    if (notice === null) return;
    Object.assign(this, { isSigningOut: false, notice });
  }

  /** Out of the chat. What was written and not sent stays in this browser; a session that is still good stays too. */
  #ended(error: unknown): void {
    if (this.isSigningOut || this.#isEndingAll) return;
    if (error instanceof SignedOut && this.#session) return void this.#leave("ended");
    this.running?.stop();
    Object.assign(this, { running: null, isLeaving: false, notice: failureInWords(error) });
    document.title = this.config?.clinicName ?? "Clinic Messaging";
  }

  #told(error: unknown): void {
    if (error instanceof SignedOut) this.#ended(error);
    else void this.shell?.showProblem(failureInWords(error));
  }

  #clicked(event: MouseEvent): void {
    const path = pathOfClick(event);
    if (path === null || !this.running) return;
    event.preventDefault();
    this.#go(path);
  }

  #go(path: string, how: "push" | "replace" = "push"): void {
    const isNew = how === "push" && path !== location.pathname;
    history[isNew ? "pushState" : "replaceState"](null, "", path);
    this.route = routeOf(path);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "clinic-portal": ClinicPortal;
  }
}
