import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { listen, type CallAdapter } from "../calls/call-adapter.ts";
import type { CallView } from "../calls/call-view.ts";
import { rememberChoice } from "../calls/devices.ts";
import { TrackStream } from "../calls/track-stream.ts";
import { playOn } from "../calls/media.ts";
import type { DeviceChoice, LocalMedia } from "../calls/shapes.ts";
import { titleOf } from "../core/words.ts";
import type { Person } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { CALL_KEYS, type CallAct } from "./call-controls.ts";
import { mutedMarkIcon } from "./call-icons.ts";
import { stageStyles } from "./call-stage.styles.ts";
import { changeInWords, overlayOf } from "./call-words.ts";
import type { DevicesDialog } from "./devices-dialog.ts";
import "./call-controls.ts";
import "./call-overlay.ts";
import "./devices-dialog.ts";
import "./own-picture.ts";
import "./person-avatar.ts";
import "./quality-bars.ts";

/**
 * A call as two people see it: the other large, oneself small. Whoever shows it starts and stops the adapter.
 * Events: `hang-up`, `rejoin` (the connection is lost for good), `problem` {error}. Slot `acts`: more buttons.
 */
@customElement("call-stage")
export class CallStage extends LitElement {
  static override styles = [shared, buttons, stageStyles];

  @property({ attribute: false }) adapter!: CallAdapter;
  /** Shown until the adapter has them. */
  @property({ attribute: false }) media: LocalMedia | null = null;
  @property({ attribute: false }) other!: Person;
  /** Whether the socket says that they are on the visit; null where it has not said. */
  @property({ attribute: false }) isOtherHere: boolean | null = null;
  @property() locale = "en";
  @state() private isFull = false;
  @state() private isBusy = false;
  @state() private isSilenced = false;
  @state() private news = "";
  @query("video") private picture!: HTMLVideoElement;
  @query("audio") private sound!: HTMLAudioElement;
  @query("devices-dialog") private dialog!: DevicesDialog;
  #endings: (() => void)[] = [];
  readonly #heard = new TrackStream();
  readonly #seen = new TrackStream();
  #awaited: MediaProvider | null = null;
  #otherBefore: CallView["other"] = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("adapter")) this.#follow();
    const { isOtherHere } = this;
    if ((changed.has("isOtherHere") || changed.has("adapter")) && isOtherHere !== null)
      this.adapter.setOtherHere(isOtherHere);
    this.#listenToOther();
  }

  protected override updated(): void {
    this.#awaitFrame();
    void playOn(this.sound, this.adapter.view.own.choice.speaker);
    // Browsers that let nothing sound before somebody touches the page say so here.
    if (this.sound.srcObject && this.sound.paused)
      this.sound.play().catch((error: Error) => (this.isSilenced = error.name === "NotAllowedError"));
  }

  /** For measuring: `call-first-frame` is the moment when a new picture of the other side is first seen. */
  #awaitFrame(): void {
    const shown = this.picture.srcObject;
    if (shown === this.#awaited) return;
    this.#awaited = shown;
    if (shown) this.picture.requestVideoFrameCallback?.(() => performance.mark("call-first-frame"));
  }

  #follow(): void {
    this.#unfollow();
    const { events } = this.adapter;
    const redraw = () => this.requestUpdate();
    this.#endings = [
      ...(["remote", "other", "state", "quality"] as const).map((name) => listen(events, name, redraw)),
      listen(events, "own", () => this.#ownChanged()),
      listen(events, "problem", ({ error }) => this.#problem(error)),
    ];
    const changedSize = () => (this.isFull = this.matches(":fullscreen"));
    this.addEventListener("fullscreenchange", changedSize);
    this.#endings.push(() => this.removeEventListener("fullscreenchange", changedSize));
  }

  #unfollow(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  #listenToOther(): void {
    const { other, link } = this.adapter.view;
    const overlay = overlayOf({ link, isOtherHere: this.isOtherHere, name: this.other.name });
    const change = changeInWords(this.#otherBefore, other, this.other.name);
    this.#otherBefore = other;
    if (overlay) this.news = `${overlay.title} ${overlay.about}`;
    else if (change) this.news = change;
    else if (this.news.startsWith(msg("Reconnecting…"))) this.news = msg("The connection is back");
  }

  #ownChanged(): void {
    rememberChoice(localStorage, this.adapter.view.own.choice);
    this.requestUpdate();
  }

  /** Sound has an element of its own: one that waits for a picture which does not come would stay silent. */
  protected override render() {
    const { remote, other, link } = this.adapter.view;
    const showsPicture = remote !== null && (other === null || other.hasCamera || other.isSharing);
    const overlay = overlayOf({ link, isOtherHere: this.isOtherHere, name: this.other.name });
    return html`<section
      class="stage ${overlay ? "away" : ""}"
      tabindex="-1"
      aria-label=${msg(str`Call with ${this.other.name}`)}
      @keydown=${this.#pressed}
    >
      <audio
        autoplay
        .srcObject=${this.#heard.of(remote?.getAudioTracks()[0])}
        @playing=${() => (this.isSilenced = false)}
      ></audio>
      <video
        class=${other?.isSharing ? "whole" : ""}
        autoplay
        playsinline
        .muted=${true}
        .srcObject=${this.#seen.of(remote?.getVideoTracks()[0])}
        aria-label=${this.other.name}
        ?hidden=${!showsPicture}
      ></video>
      ${showsPicture ? nothing : this.#portrait()}
      ${
        overlay
          ? html`<call-overlay
              .heading=${overlay.title}
              .about=${overlay.about}
              ?lost=${link === "failed" && this.isOtherHere !== false}
              @rejoin=${() => this.#tell("rejoin")}
            ></call-overlay>`
          : nothing
      }
      ${this.#names()} ${this.#own()} ${this.#sound()}
      <call-controls
        ?microphone=${this.adapter.view.own.isMicrophoneOn}
        ?camera=${this.adapter.view.own.isCameraOn}
        ?sharing=${this.adapter.view.own.isSharing}
        ?full=${this.isFull}
        ?busy=${this.isBusy}
        @act=${(event: CustomEvent<{ act: CallAct }>) => this.#act(event.detail.act)}
        ><slot name="acts"></slot
      ></call-controls>
      <devices-dialog
        .own=${this.adapter.view.own}
        @chosen=${(event: CustomEvent<{ choice: DeviceChoice }>) =>
          this.#try(() => this.adapter.view.own.useDevices(event.detail.choice))}
      ></devices-dialog>
      <p class="unseen" role="status" aria-live="polite">${this.news}</p>
    </section>`;
  }

  #portrait() {
    const { id, initials } = this.other;
    return html`<div class="portrait"><person-avatar .of=${id} .initials=${initials}></person-avatar></div>`;
  }

  #names() {
    const { other, link, quality } = this.adapter.view;
    return html`<div class="names">
      ${
        other && !other.hasMicrophone
          ? html`<span class="muted" role="img" aria-label=${msg("Muted")} title=${msg("Muted")}
              >${mutedMarkIcon}</span
            >`
          : nothing
      }
      <span class="name" dir="auto">${this.other.name}</span>
      <span class="title-of">${titleOf(this.other)}</span>
      ${other?.isSharing ? html`<span class="title-of">· ${msg("shares the screen")}</span>` : nothing}
      ${link === "live" ? html`<quality-bars .quality=${quality}></quality-bars>` : nothing}
    </div>`;
  }

  #own() {
    const { own } = this.adapter.view;
    return html`<own-picture
      .track=${own.video ?? this.media?.stream.getVideoTracks()[0] ?? null}
      ?muted=${!own.isMicrophoneOn}
      ?sharing=${own.isSharing}
    ></own-picture>`;
  }

  #sound() {
    if (!this.isSilenced) return nothing;
    const play = () => void this.sound.play();
    return html`<button class="button primary sound" @click=${play}>${msg("Turn the sound on")}</button>`;
  }

  /** Single keys count in the call alone, never with another key or in a field. */
  #pressed(event: KeyboardEvent): void {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    const isField = event.composedPath().some((one) => one instanceof HTMLSelectElement);
    const act = CALL_KEYS[event.key.toLowerCase()];
    if (!act || !isPlain || isField) return;
    event.preventDefault();
    this.#act(act);
  }

  #act(act: CallAct): void {
    const { own } = this.adapter.view;
    const acts: Record<CallAct, () => unknown> = {
      microphone: () => own.setMicrophone(!own.isMicrophoneOn),
      camera: () => this.#try(() => own.setCamera(!own.isCameraOn)),
      share: () => this.#try(() => own.shareScreen(!own.isSharing)),
      devices: () => void this.dialog.open(),
      "full-screen": () => (this.isFull ? document.exitFullscreen() : this.requestFullscreen()),
      "hang-up": () => this.#tell("hang-up"),
    };
    acts[act]();
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await act();
    } catch (error) {
      this.#problem(error);
    } finally {
      this.isBusy = false;
    }
  }

  #problem(error: unknown): void {
    this.dispatchEvent(new CustomEvent("problem", { detail: { error } }));
  }

  #tell(name: "hang-up" | "rejoin"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "call-stage": CallStage;
  }
}
