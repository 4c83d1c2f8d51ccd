import { html, LitElement } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { loadAppointment, serverTime, visitsOf, withAppointments } from "../core/appointments.ts";
import type { Chat } from "../core/chat.ts";
import { Problem } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, Me } from "../core/shapes.ts";
import type { Phase } from "../core/state.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import type { Step } from "../core/visit-step.ts";
import { talkOf } from "../core/visit-talk.ts";
import { doorOf, isProviderOf } from "../core/visit-times.ts";
import { visitsOver } from "../core/visits-api.ts";
import type { EndDialog } from "../elements/end-dialog.ts";
import { buttons, shared } from "../styles/controls.ts";
import { panelStyles } from "../styles/pages.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import { VisitClock } from "./visit-clock.ts";
import { VisitFlow } from "./visit-flow.ts";
import { visitStyles } from "./visit-page.styles.ts";
import { stepInWords, visitTemplate } from "./visit-templates.ts";
import "../elements/end-dialog.ts";

const TWO_PANES_FROM_PX = 860;

/**
 * A video visit from the first look at it to what comes after: too early, check of devices, waiting room, call, end.
 * Events: `problem` {error}.
 */
@customElement("visit-page")
export class VisitPage extends LitElement {
  static override styles = [shared, buttons, panelStyles, visitStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: "appointment" }) appointmentId = "";
  /** Call or chat, one at a time. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() phase: Phase = "loading";
  @state() isChatShown = false;
  @query("end-dialog") private endDialog!: EndDialog;
  readonly flow = new VisitFlow(this, {
    view: () => this.#view,
    onProblem: (error) => tell(this, "problem", { error }),
    reload: () => void this.load(),
  });
  readonly #store = new StoreController(this);
  readonly #clock = new VisitClock(this, () => this.chat.store.state);
  readonly #size = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < TWO_PANES_FROM_PX;
  });
  #before: Step | null = null;
  #focused: Step | null = null;

  get appointment(): Appointment | undefined {
    return visitsOf(this.chat.store.state).appointments.get(this.appointmentId);
  }

  /** The server's. */
  get now(): number {
    return serverTime(this.chat.store.state);
  }

  get isProvider(): boolean {
    return this.appointment !== undefined && isProviderOf(this.appointment, this.reader.me);
  }

  /** Where the two write to each other, as far as is known. */
  get talk(): Conversation | null {
    const { conversations } = this.chat.store.state;
    return this.appointment ? talkOf(this.appointment, conversations.values()) : null;
  }

  get #view() {
    const { appointment, isProvider } = this;
    return appointment ? { appointment, isProvider, door: doorOf(appointment, this.now) } : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override firstUpdated(): void {
    this.flow.begin(this.chat, this.appointmentId);
    void this.load();
    // While devices are looked at: by the time of the call they are there.
    const fetched = [import("./visit-call.ts"), import("./visit-chat.ts")];
    Promise.all(fetched).catch((error: unknown) => tell(this, "problem", { error }));
  }

  /** What the server says now. */
  async load(): Promise<void> {
    try {
      await loadAppointment(this.chat, this.appointmentId);
      this.phase = "ready";
      // The patient sees that their provider is there.
      if (this.isProvider && this.flow.step !== "early") this.flow.arrive();
    } catch (error) {
      const isMissing = error instanceof Problem && error.status === 404;
      if (isMissing || !this.appointment) this.phase = isMissing ? "missing" : "failed";
      if (!isMissing) tell(this, "problem", { error });
    }
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
    if (this.appointment) this.#clock.watch([this.appointment]);
    const { step } = this.flow;
    // Beside the call where there is room; on a phone the call comes first.
    if (step === "call" && this.#before !== "call") this.isChatShown = !this.narrow;
    this.#before = step;
  }

  /** What had the keyboard is gone with its step. The waiting room takes it by itself. */
  protected override updated(): void {
    const { step } = this.flow;
    const isNext = step !== this.#focused && this.#focused !== null;
    this.#focused = step;
    if (isNext && step !== "room") this.renderRoot.querySelector("visit-facts")?.focusHeading();
  }

  protected override render() {
    return html`${visitTemplate(this)}
      <p class="unseen" role="status">${stepInWords(this.flow.step)}</p>
      <end-dialog
        ?canLeave=${this.flow.step === "call"}
        @end=${() => this.#end()}
        @leave=${() => this.flow.leave()}
      ></end-dialog>`;
  }

  /** Hanging up is clear for a patient; a provider may mean two things. */
  hangUp(): void {
    if (this.isProvider) this.askToEnd();
    else this.flow.leave();
  }

  askToEnd(): void {
    void this.endDialog.open();
  }

  readonly late = (minutes: number): Promise<void> =>
    this.#ask(() => visitsOver(this.chat.api.http).late(this.appointmentId, minutes));

  #end(): Promise<void> {
    return this.#ask(() => visitsOver(this.chat.api.http).end(this.appointmentId));
  }

  async #ask(act: () => Promise<{ readonly appointment: Appointment }>): Promise<void> {
    try {
      const { appointment } = await act();
      this.chat.store.change((state) => withAppointments(state, [appointment]));
    } catch (error) {
      tell(this, "problem", { error });
      await this.load();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-page": VisitPage;
  }
}
