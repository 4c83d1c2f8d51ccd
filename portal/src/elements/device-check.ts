import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { among, NO_DEVICES, rememberChoice, rememberedChoice, type Devices } from "../calls/devices.ts";
import { deviceAccess, devicesHere, onDevices, openMedia, type OpenedMedia } from "../calls/media.ts";
import type { DeviceChoice } from "../calls/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { cameraIcon, cameraOffIcon, microphoneIcon, microphoneOffIcon } from "./call-icons.ts";
import { checkStyles } from "./device-check.styles.ts";
import { deviceTrouble } from "./device-words.ts";
import { alertIcon } from "./icons.ts";
import "./device-pickers.ts";

type Source = "camera" | "microphone";

/**
 * Shows people how they will be seen and heard before they join, and helps where a device cannot be used.
 * From `ready` {media} on the media belong to whoever listens; without that they are let go of with the element.
 */
@customElement("device-check")
export class DeviceCheck extends LitElement {
  static override styles = [shared, buttons, checkStyles];

  /** The words of its one button. */
  @property() label = msg("Join");
  @property({ type: Boolean }) busy = false;
  /** Is ready at once, with the devices of last time, unless one of them cannot be used. */
  @property({ type: Boolean }) auto = false;
  @state() private choice: DeviceChoice = rememberedChoice(localStorage);
  @state() private devices: Devices = NO_DEVICES;
  @state() private opened: OpenedMedia | null = null;
  @state() private step: "beginning" | "asking" | "open" = "beginning";
  #isHandedOver = false;
  #turn = Promise.resolve();
  #end: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#isHandedOver = false;
    this.#end = onDevices(() => void this.#devicesChanged());
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
    if (!this.#isHandedOver) this.opened?.media.stop();
    this.opened = null;
    this.step = "beginning";
  }

  async #begin(): Promise<void> {
    if (!this.auto && (await deviceAccess()) === "ask") return;
    await this.#open();
    const isWhole = this.opened && !this.opened.camera && !this.opened.microphone;
    if (this.auto && isWhole) this.#ready();
  }

  /** One after the other: a device that is being opened cannot be opened again. */
  #open(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#openNow());
    return this.#turn;
  }

  async #openNow(): Promise<void> {
    if (!this.isConnected || this.#isHandedOver) return;
    if (this.step === "beginning") this.step = "asking";
    this.opened?.media.stop();
    this.choice = among(this.choice, await devicesHere());
    const opened = await openMedia(this.choice);
    if (!this.isConnected || this.#isHandedOver) return opened.media.stop();
    this.opened = opened;
    this.devices = await devicesHere();
    this.step = "open";
  }

  async #devicesChanged(): Promise<void> {
    const before = this.devices;
    this.devices = await devicesHere();
    const isGone = (kind: Source) => this.#track(kind)?.readyState === "ended";
    const isNew = (kind: Source) => this.opened?.[kind] && this.devices[kind].length > before[kind].length;
    if (
      this.step === "open" &&
      (["camera", "microphone"] as const).some((kind) => isGone(kind) || isNew(kind))
    ) {
      await this.#open();
    }
  }

  #track(kind: Source): MediaStreamTrack | null {
    const stream = this.opened?.media.stream;
    const [track] = (kind === "camera" ? stream?.getVideoTracks() : stream?.getAudioTracks()) ?? [];
    return track ?? null;
  }

  protected override render() {
    return html`<section class="check" aria-labelledby="heading">
      <h2 id="heading">${msg("Check camera and sound")}</h2>
      <div class="preview">${this.#preview()}</div>
      <div class="side">
        ${this.#troubles()}
        <device-pickers
          .devices=${this.devices}
          .choice=${this.choice}
          .camera=${this.#track("camera")}
          .microphone=${this.#track("microphone")}
          @chosen=${(event: CustomEvent<{ choice: DeviceChoice }>) => this.#choose(event.detail.choice)}
        ></device-pickers>
        ${this.#join()}
      </div>
    </section>`;
  }

  #preview() {
    if (this.step === "beginning") return this.#introduction();
    const camera = this.#track("camera");
    return html`<video
        autoplay
        playsinline
        .muted=${true}
        .srcObject=${camera ? this.opened!.media.stream : null}
        ?hidden=${!camera}
        aria-label=${msg("How others will see you")}
      ></video>
      ${camera ? nothing : html`<p class="dark">${this.#instead()}</p>`}
      <div class="toggles">${this.#toggle("microphone")}${this.#toggle("camera")}</div>`;
  }

  #introduction() {
    return html`<div class="introduction">
      <p>
        ${msg("For the visit your care team should see and hear you. Your browser asks whether this page may use camera and microphone.")}
      </p>
      <button class="button primary" @click=${() => this.#open()}>
        ${msg("Turn on camera and microphone")}
      </button>
    </div>`;
  }

  #instead(): string {
    if (this.step === "asking") return msg("Please allow camera and microphone when your browser asks.");
    return this.choice.isCameraOn ? msg("No picture: you will be heard only") : msg("Your camera is off");
  }

  #toggle(kind: Source) {
    const isOn = kind === "camera" ? this.choice.isCameraOn : this.choice.isMicrophoneOn;
    const [on, off] = kind === "camera" ? [cameraIcon, cameraOffIcon] : [microphoneIcon, microphoneOffIcon];
    const words = TOGGLES[kind](isOn);
    const isWorking = isOn && !this.opened?.[kind];
    return html`<button
      class="round ${isWorking ? "" : "off"}"
      type="button"
      aria-label=${words}
      title=${words}
      ?disabled=${this.step !== "open"}
      @click=${() => this.#turnTo(kind, !isOn)}
    >
      ${isWorking ? on : off}
    </button>`;
  }

  #troubles() {
    const kinds = (["camera", "microphone"] as const).filter((kind) => this.opened?.[kind]);
    if (!kinds.length) return nothing;
    return html`<div class="troubles" role="alert">
      ${kinds.map((kind) => {
        const { title, advice } = deviceTrouble(kind, this.opened![kind]!);
        return html`<p>
          ${alertIcon}<span><b>${title}</b> ${advice}</span>
        </p>`;
      })}
      <button class="button quiet" type="button" @click=${() => this.#open()}>${msg("Try again")}</button>
    </div>`;
  }

  #join() {
    const isLacking = this.step === "open" && !this.#track("microphone") && this.choice.isMicrophoneOn;
    return html`<button
        class="button primary join"
        type="button"
        ?disabled=${this.busy || this.step === "asking"}
        @click=${this.#joined}
      >
        ${this.label}
      </button>
      ${isLacking ? html`<p class="hint">${msg("Without a microphone you hear and see, and can write.")}</p>` : nothing}`;
  }

  #choose(choice: DeviceChoice): void {
    const before = this.choice;
    this.choice = choice;
    rememberChoice(localStorage, choice);
    const isOther = choice.camera !== before.camera || choice.microphone !== before.microphone;
    if (isOther && this.step === "open") void this.#open();
  }

  /** Opened anew either way: what is off should let its light go out. */
  #turnTo(kind: Source, isOn: boolean): void {
    const change = kind === "camera" ? { isCameraOn: isOn } : { isMicrophoneOn: isOn };
    this.choice = { ...this.choice, ...change };
    rememberChoice(localStorage, this.choice);
    void this.#open();
  }

  async #joined(): Promise<void> {
    if (this.step === "beginning") await this.#open();
    await this.#turn;
    this.#ready();
  }

  #ready(): void {
    if (!this.opened || this.#isHandedOver) return;
    this.#isHandedOver = true;
    const { media } = this.opened;
    this.dispatchEvent(new CustomEvent("ready", { detail: { media } }));
  }
}

const TOGGLES: Record<Source, (isOn: boolean) => string> = {
  camera: (isOn) => (isOn ? msg("Turn camera off") : msg("Turn camera on")),
  microphone: (isOn) => (isOn ? msg("Mute microphone") : msg("Unmute microphone")),
};

declare global {
  interface HTMLElementTagNameMap {
    "device-check": DeviceCheck;
  }
}
