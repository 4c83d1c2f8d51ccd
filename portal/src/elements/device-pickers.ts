import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { NO_DEVICES, type DeviceKind, type Devices } from "../calls/devices.ts";
import { canChooseSpeaker } from "../calls/media.ts";
import type { DeviceChoice } from "../calls/shapes.ts";
import { playTestTone } from "../calls/test-tone.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { speakerIcon } from "./call-icons.ts";
import { deviceName } from "./device-words.ts";
import "./level-meter.ts";

/** Chooses camera, microphone and speaker. Event: `chosen` {choice}. */
@customElement("device-pickers")
export class DevicePickers extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      select {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .tone {
        justify-self: start;
        padding: 0 14px 0 12px;
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) devices: Devices = NO_DEVICES;
  @property({ attribute: false }) choice!: DeviceChoice;
  /** The devices that are in use: they stand in the fields where the choice is the browser's. */
  @property({ attribute: false }) camera: MediaStreamTrack | null = null;
  @property({ attribute: false }) microphone: MediaStreamTrack | null = null;
  @state() private isPlaying = false;

  protected override render() {
    return html`${this.#picker("camera", this.camera)} ${this.#picker("microphone", this.microphone)}
      <level-meter .track=${this.microphone} ?hidden=${!this.microphone}></level-meter>
      ${canChooseSpeaker() ? this.#picker("speaker", null) : nothing}
      <button class="button quiet tone" type="button" ?disabled=${this.isPlaying} @click=${this.#play}>
        ${speakerIcon}${this.isPlaying ? msg("Playing…") : msg("Play a test sound")}
      </button>`;
  }

  #picker(kind: DeviceKind, track: MediaStreamTrack | null) {
    const devices = this.devices[kind].filter(({ name }) => name);
    const used = this.choice[kind] || (track?.getSettings().deviceId ?? "");
    const chosen = devices.some(({ id }) => id === used) ? used : "";
    return html`<div class="field">
      <label for=${kind}>${deviceName(kind)}</label>
      <select
        id=${kind}
        ?disabled=${devices.length === 0}
        @change=${(event: Event) => this.#chosen(kind, event)}
      >
        ${chosen ? nothing : html`<option value="" selected>${this.#unnamed(kind)}</option>`}
        ${devices.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
      </select>
    </div>`;
  }

  #unnamed(kind: DeviceKind): string {
    const name = deviceName(kind).toLocaleLowerCase();
    if (kind === "speaker" || this.devices[kind].length) return msg(str`Usual ${name} of this device`);
    return msg(str`No ${name} found`);
  }

  #chosen(kind: DeviceKind, event: Event): void {
    const choice = { ...this.choice, [kind]: (event.target as HTMLSelectElement).value };
    this.dispatchEvent(new CustomEvent("chosen", { detail: { choice } }));
  }

  async #play(): Promise<void> {
    this.isPlaying = true;
    try {
      await playTestTone(this.choice.speaker);
    } finally {
      this.isPlaying = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "device-pickers": DevicePickers;
  }
}
