import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import "../elements/qr-code.ts";
import type { Config } from "../core/config.ts";
import { failureInWords } from "../core/failures.ts";
import { speakHttp, type Http } from "../core/http.ts";
import { SignedOut } from "../core/problem.ts";
import {
  appKey,
  beginEnrolment,
  digitsOf,
  goodForMs,
  inFours,
  mayBeSentAgain,
  showCode,
  takeReturned,
  type AppKey,
  type Returned,
  type Standing,
} from "../core/second-factor.ts";
import type { Keepsakes } from "../core/keepsakes.ts";
import type { Session } from "../core/session.ts";
import type { Me } from "../core/shapes.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { goAndSignIn } from "./coming-and-going.ts";
import type { Why } from "./leaving.ts";
import { secondFactorStyles } from "./second-factor-page.styles.ts";

/** The address by which somebody comes here by themselves, and the hosted page brings everybody back. */
const OWN_PATH = "/second-factor";

type Step =
  | { readonly at: "loading" | "begin" | "done" }
  | { readonly at: "key"; readonly id: string; readonly key: AppKey };

/** In place of the whole portal: a second factor is set up, or shown by signing in with it. */
@customElement("second-factor-page")
export class SecondFactorPage extends LitElement {
  static override styles = [shared, buttons, fields, secondFactorStyles];

  @property({ attribute: false }) config!: Config;
  @property({ attribute: false }) session!: Session;
  @state() private step: Step = { at: "loading" };
  @state() private standing: Standing = "NOT_ASKED";
  @state() private problem: string | null = null;
  @state() private isBusy = false;
  @query("h1") private heading!: HTMLElement | null;
  @query("input") private field!: HTMLInputElement | null;
  #path = location.pathname;
  #personId = "";
  #http!: Http;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = this.config.clinicName;
    this.#http = speakHttp(this.config.apiBase, this.session);
    void this.#during(() => this.#start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #start(): Promise<void> {
    const returned = takeReturned(sessionStorage);
    if (returned) this.#path = returned.path;
    const { person, secondFactor = "NOT_ASKED" } = (await this.#http<Me>("/me")).body;
    this.#personId = person.id;
    this.standing = secondFactor;
    if (!returned?.code) return this.#goTo({ at: "begin" }, returned && notCompleted());
    await this.#showKey(returned, returned.code);
  }

  async #showKey({ id }: Returned, code: string): Promise<void> {
    const key = await appKey(this.#http, id, code);
    this.#goTo({ at: "key", id, key });
    // Nobody finds the key on a screen that was left.
    this.#timer = setTimeout(() => this.#goTo({ at: "begin" }, tooLate()), goodForMs(key, Date.now()));
  }

  #goTo(step: Step, problem: string | null = null): void {
    clearTimeout(this.#timer);
    Object.assign(this, { step, problem });
    void this.updateComplete.then(() => this.heading?.focus());
  }

  /** One thing at a time. What goes wrong leads back to the beginning, but for a code that may be sent again. */
  async #during(act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    Object.assign(this, { isBusy: true, problem: null });
    try {
      await act();
    } catch (error) {
      if (error instanceof SignedOut) return void this.#leave("ended");
      if (this.step.at === "key" && mayBeSentAgain(error)) this.problem = failureInWords(error);
      else this.#goTo({ at: "begin" }, failureInWords(error));
    } finally {
      this.isBusy = false;
    }
  }

  protected override render() {
    return html`<main aria-busy=${this.isBusy}>
      <h1 tabindex="-1">${this.#title()}</h1>
      ${this.#content()}
    </main>`;
  }

  #title(): string {
    if (this.step.at === "loading") return msg("Loading");
    if (this.step.at === "done") return msg("Your authenticator app is set up");
    if (this.step.at === "begin" && this.standing === "TO_PROVE") return msg("Sign in with your app’s code");
    return msg("Set up an authenticator app");
  }

  #content(): TemplateResult | typeof nothing {
    const { step } = this;
    if (step.at === "loading") return nothing;
    if (step.at === "key") return this.#key(step.id, step.key);
    return step.at === "done" ? this.#done() : this.#begin();
  }

  #begin(): TemplateResult {
    const isToProve = this.standing === "TO_PROVE";
    return html`<p>${this.#why()}</p>
      ${isToProve ? whenLost() : nothing} ${this.#alert()}
      <div class="acts">
        ${isToProve ? this.#signInAgain() : nothing}
        <button
          class="button ${isToProve ? "quiet" : "primary"}"
          ?disabled=${this.isBusy}
          @click=${this.#beginAnew}
        >
          ${isToProve ? msg("Set up another app") : msg("Sign in again and set up")}
        </button>
        ${this.#isAsked ? nothing : html`<a class="button quiet" href="/preferences">${msg("Back")}</a>`}
        <button class="button quiet" ?disabled=${this.isBusy} @click=${this.#signOut}>
          ${msg("Sign out")}
        </button>
      </div>`;
  }

  #why(): string {
    if (this.standing === "TO_PROVE")
      return msg(
        "You have an authenticator app, and signed in without its code. Sign in again: you will be asked for it. What you were writing has been kept.",
      );
    const how = msg(
      "You need an authenticator app on your phone: any that makes six-digit codes. First sign in again, so that nobody else can do this in your name.",
    );
    return this.#isAsked
      ? `${msg("Your clinic asks everybody who works here for a second factor beside the password.")} ${how}`
      : `${msg("With a second factor nobody gets in who only knows your password.")} ${how}`;
  }

  #key(id: string, { key, address }: AppKey): TemplateResult {
    return html`<ol>
        <li>
          ${msg("Open the app on your phone, add an account and scan this code.")}
          <qr-code text=${address}></qr-code>
        </li>
        <li>
          ${msg("If it cannot be scanned, type this key into the app instead:")}
          <code translate="no">${inFours(key)}</code>
        </li>
        <li>${msg("Type the six digits that the app shows.")}</li>
      </ol>
      <form @submit=${(event: Event) => this.#submit(event, id)}>
        <label for="code">${msg("Code")}</label>
        <input
          id="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          aria-invalid=${this.problem !== null}
          aria-describedby="problem"
        />
        ${this.#alert()}
        <div class="acts">
          <button class="button primary" ?disabled=${this.isBusy}>${msg("Continue")}</button>
          <button type="button" class="button quiet" @click=${() => this.#goTo({ at: "begin" })}>
            ${msg("Cancel")}
          </button>
        </div>
      </form>`;
  }

  #done(): TemplateResult {
    return html`<p>
        ${msg(
          "From now on you are asked for its code when you sign in. Wait until the app shows the next code, then sign in with that one: each is good once.",
        )}
      </p>
      ${whenLost()}
      <div class="acts">${this.#signInAgain()}</div>`;
  }

  #alert(): TemplateResult {
    return html`<p id="problem" class="error" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`;
  }

  #signInAgain(): TemplateResult {
    return html`<button class="button primary" ?disabled=${this.isBusy} @click=${this.#signIn}>
      ${msg("Sign in")}
    </button>`;
  }

  get #isAsked(): boolean {
    return this.standing === "TO_ENROL" || this.standing === "TO_PROVE";
  }

  #beginAnew(): void {
    void this.#during(async () => {
      const hostedPage = await beginEnrolment(this.#http, this.#path, sessionStorage);
      location.assign(`${hostedPage}&lang=${document.documentElement.lang}`);
    });
  }

  #submit(event: Event, id: string): void {
    event.preventDefault();
    const code = digitsOf(this.field!.value);
    if (code.length < 6) return void (this.problem = msg("The code has six digits."));
    void this.#during(async () => {
      await showCode(this.#http, id, code).catch((error: unknown) => this.#unlessTaken(error));
      this.#goTo({ at: "done" });
    }).then(() => this.problem && this.field?.select());
  }

  /** A code that was taken while its answer was lost is refused the second time. */
  async #unlessTaken(error: unknown): Promise<void> {
    if (mayBeSentAgain(error) || this.standing !== "TO_ENROL") throw error;
    if ((await this.#http<Me>("/me")).body.secondFactor !== "TO_PROVE") throw error;
  }

  /** To the hosted page at once, and from there to where they were. */
  #signIn(): void {
    void this.#during(async () => {
      this.session.forget();
      history.replaceState(null, "", this.#path === OWN_PATH ? "/preferences" : this.#path);
      await goAndSignIn(this.config);
    });
  }

  /** As from the portal: nothing that was being written stays in this browser. */
  #signOut(): void {
    void this.#during(async () => {
      const { openKeepsakes } = await import("../core/keepsakes.ts");
      await this.#leave("signed-out", await openKeepsakes(this.#personId));
    });
  }

  async #leave(why: Why, keepsakes: Keepsakes | null = null): Promise<void> {
    const { leave } = await import("./leaving.ts");
    if (!(await leave(this.config, this.session, why, keepsakes))) location.reload();
  }
}

/** What stands in place of the portal. */
export function pageFor(config: Config, session: Session): TemplateResult {
  return html`<second-factor-page .config=${config} .session=${session}></second-factor-page>`;
}

function whenLost(): TemplateResult {
  return html`<p>
    ${msg("If you lose the phone, tell the clinic: an administrator can let you set up another app.")}
  </p>`;
}

function notCompleted(): string {
  return msg("The sign-in was not completed. Please try again.");
}

function tooLate(): string {
  return msg("This has taken more than a quarter of an hour. Please begin again.");
}

declare global {
  interface HTMLElementTagNameMap {
    "second-factor-page": SecondFactorPage;
  }
}
