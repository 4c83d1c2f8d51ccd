import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { adapterFor, listen, type CallAdapter, type Signalling } from "../calls/call-adapter.ts";
import type { LocalMedia, Session } from "../calls/shapes.ts";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import { onCallNews } from "../core/signals.ts";
import type { Link } from "../core/state.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { isProviderOf, otherOf } from "../core/visit-times.ts";
import { shared } from "../styles/controls.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import "../elements/call-stage.ts";

/**
 * This window's part in the call, from the first session to the moment when it leaves the page. Events: `hang-up`,
 * `rejoin` where it must be joined anew, `gone` {reason} where it is over for this window, `problem` {error}.
 */
@customElement("visit-call")
export class VisitCall extends LitElement {
  static override styles = [
    shared,
    css`
      :host,
      call-stage {
        display: block;
        height: 100%;
        min-height: 0;
        --stage-radius: 0;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) appointment!: Appointment;
  /** The latest. */
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) media!: LocalMedia;
  @state() private adapter: CallAdapter | null = null;
  @query("call-stage") private stage!: HTMLElement & { readonly updateComplete: Promise<boolean> };
  readonly #store = new StoreController(this);
  readonly #ends: (() => void)[] = [];
  #link: Link | null = null;

  protected override firstUpdated(): void {
    void this.#begin().catch((error: unknown) => tell(this, "problem", { error }));
  }

  async #begin(): Promise<void> {
    const adapter = await adapterFor(this.session, this.#signalling);
    if (!this.isConnected) return adapter.stop();
    this.adapter = adapter;
    this.#ends.push(listen(adapter.events, "ended", (detail) => this.#tell("gone", detail)));
    await this.updateComplete;
    await this.stage.updateComplete;
    await adapter.start(this.media);
  }

  readonly #signalling: Signalling = {
    say: (data) => this.chat.say({ action: "call.signal", appointmentId: this.appointment.id, data }),
    onSignal: (listener) =>
      onCallNews(this.chat, (news) => {
        if (news.kind === "signal" && news.appointmentId === this.appointment.id) listener(news.data);
      }),
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
    this.adapter?.stop();
    this.adapter = null;
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("session") && changed.get("session")) this.adapter?.renew(this.session);
    const { link } = this.chat.store.state;
    if (link === "live" && this.#link !== null && this.#link !== "live") this.adapter?.socketBack();
    this.#link = link;
  }

  protected override render() {
    if (!this.adapter) return nothing;
    return html`<call-stage
      .adapter=${this.adapter}
      .media=${this.media}
      .isOtherHere=${this.#isOtherHere}
      .other=${otherOf(this.appointment, this.reader.me)}
      .locale=${this.reader.clock.locale}
      @hang-up=${() => this.#tell("hang-up")}
      @rejoin=${() => this.#tell("rejoin")}
      @problem=${(event: CustomEvent<{ error: unknown }>) => tell(this, "problem", event.detail)}
    ></call-stage>`;
  }

  get #isOtherHere(): boolean {
    const { call } = this.appointment;
    return isProviderOf(this.appointment, this.reader.me) ? call.patientHere : call.providerHere;
  }

  #tell(name: "hang-up" | "rejoin" | "gone", detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-call": VisitCall;
  }
}
