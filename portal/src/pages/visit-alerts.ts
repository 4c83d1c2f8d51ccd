import { css, html, LitElement } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg, str } from "@lit/localize";
import { loadAppointments, serverTime, visitPath, visitsOf } from "../core/appointments.ts";
import { backoff, pause } from "../core/backoff.ts";
import { callingFor, type Calling } from "../core/calling.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Link } from "../core/state.ts";
import { isProviderOf, otherOf } from "../core/visit-times.ts";
import { enterInWords } from "../core/visit-words.ts";
import { closeIcon } from "../elements/icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { closeNotice, showNotice } from "./notices.ts";
import { PORTAL, windowsOf } from "./own-windows.ts";
import { ring } from "./ringing.ts";
import { hasPage, type Route } from "./routes.ts";
import type { RunningChat } from "./start-chat.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import { VisitClock } from "./visit-clock.ts";

const OLD_AFTER_MS = 10 * 60_000;

/**
 * Tells somebody on whatever page they are that a visit calls for them: by a note over the page that stays, a sound, a notice of the
 * browser. Events: `calling` {count, words} for badge and tab, `go` {path}.
 */
@customElement("visit-alerts")
export class VisitAlerts extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      p {
        display: flex;
        align-items: center;
        gap: 8px 12px;
        padding: 6px 8px 6px 20px;
        border-bottom: 1px solid var(--line);
        background: var(--accent-soft);
        font-size: var(--size-small);
        font-weight: 600;
      }
      span {
        flex: 1;
      }
      .button,
      .icon-button {
        flex: none;
      }
    `,
  ];

  @property({ attribute: false }) running!: RunningChat;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) route!: Route;
  @state() private dismissed: ReadonlySet<string> = new Set();
  readonly #store = new StoreController(this);
  readonly #clock = new VisitClock(this, () => this.running.chat.store.state);
  readonly #said = new Set<string>();
  /** Appointments whose notices may still be there. */
  readonly #noticed = new Set<string>();
  #loadedAt = 0;
  #link: Link | null = null;
  #told = "";

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#lookAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#lookAgain);
  }

  /** No event tells what is new in the directory; who comes back to the page sees it. */
  readonly #lookAgain = (): void => {
    if (!document.hidden && Date.now() - this.#loadedAt > OLD_AFTER_MS) void this.#load();
  };

  protected override willUpdate(): void {
    const { store } = this.running.chat;
    this.#store.follow(store);
    const isBack = this.#link !== "live" && store.state.link === "live";
    this.#link = store.state.link;
    if (isBack) void this.#load();
  }

  /** Also after a break, for what events did not tell. Fails in silence: it comes again. */
  async #load(): Promise<void> {
    if (!hasPage(this.reader.me.role, "visit")) return;
    this.#loadedAt = Date.now();
    await loadAppointments(this.running.chat).catch((error: unknown) => {
      if (error instanceof SignedOut) this.running.chat.onSignedOut();
    });
  }

  get #calling(): readonly Calling[] {
    const { state } = this.running.chat.store;
    return callingFor(visitsOf(state).appointments.values(), this.reader.me, serverTime(state));
  }

  protected override render() {
    this.#clock.watch(visitsOf(this.running.chat.store.state).appointments.values());
    const noted = this.#calling.filter((one) => !this.#isOnScreen(one) && !this.dismissed.has(one.key));
    return html`<div role="status">
      ${repeat(
        noted.filter(({ isAnswered }) => !isAnswered),
        ({ key }) => key,
        (one) => this.#note(one),
      )}
    </div>`;
  }

  #isOnScreen({ appointment }: Calling): boolean {
    return this.route.page === "visit" && this.route.appointmentId === appointment.id;
  }

  #note({ appointment, key }: Calling) {
    const { me } = this.reader;
    const { name } = otherOf(appointment, me);
    const words = isProviderOf(appointment, me)
      ? appointment.call.state === "live"
        ? msg(str`${name} is in your video visit.`)
        : msg(str`${name} is waiting for your video visit.`)
      : msg(str`${name} has started your video visit.`);
    return html`<p>
      <span>${words}</span>
      <a class="button primary" href=${visitPath(appointment.id)}>${enterInWords(appointment, me)}</a>
      <button
        class="icon-button"
        aria-label=${msg("Dismiss")}
        @click=${() => (this.dismissed = new Set([...this.dismissed, key]))}
      >
        ${closeIcon}
      </button>
    </p>`;
  }

  protected override updated(): void {
    const calling = this.#calling;
    for (const one of calling.filter(({ key }) => !this.#said.has(key))) this.#say(one);
    this.#forget(calling);
    const open = calling.filter((one) => !one.isAnswered);
    const words = open.length === 0 ? "" : `${this.#inTitle(open[0]!)} · `;
    if (this.#told === `${open.length} ${words}`) return;
    this.#told = `${open.length} ${words}`;
    this.dispatchEvent(new CustomEvent("calling", { detail: { count: open.length, words } }));
  }

  /** Of the tab and of notices, which others may see: no names. */
  #inTitle({ appointment }: Calling): string {
    return isProviderOf(appointment, this.reader.me) ? msg("Patient waiting") : msg("Your visit has started");
  }

  #say(one: Calling): void {
    this.#said.add(one.key);
    if (one.isQuiet) return;
    void ring(one.key).catch(() => undefined);
    if (this.running.me.preferences.notify.web) void this.#notice(one);
  }

  /** Where they look at no window of the portal: by the one that speaks, again and again until it is there or not called for any more. */
  async #notice(one: Calling): Promise<void> {
    const windows = windowsOf(this.running.chat);
    for (let attempt = 0; this.#calls(one) && windows.toldUpTo(one.key) === 0; attempt++) {
      if (windows.isSpeaker && (await this.#reaches(one))) windows.putDown(new Map([[one.key, 1]]));
      else await pause(backoff(attempt));
    }
    this.#noticed.add(one.appointment.id);
    this.#forget(this.#calling);
  }

  #calls({ key }: Calling): boolean {
    return this.isConnected && this.#calling.some((one) => one.key === key && !one.isAnswered);
  }

  async #reaches(one: Calling): Promise<boolean> {
    const seen = await windowsOf(this.running.chat).seen([PORTAL]);
    if (seen.has(PORTAL)) return true;
    const notice = {
      tag: one.appointment.id,
      title: this.#inTitle(one),
      words: msg("Open the portal to join the video visit."),
      path: visitPath(one.appointment.id),
    };
    return showNotice(notice, (path) => tell(this, "go", { path }));
  }

  #forget(calling: readonly Calling[]): void {
    const open = new Set(calling.filter((one) => !one.isAnswered).map(({ appointment }) => appointment.id));
    for (const id of this.#noticed) {
      if (open.has(id)) continue;
      this.#noticed.delete(id);
      void closeNotice(id);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-alerts": VisitAlerts;
  }
}
