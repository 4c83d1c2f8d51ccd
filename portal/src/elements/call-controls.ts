import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { canShareScreen } from "../calls/media.ts";
import { shared } from "../styles/controls.ts";
import {
  cameraIcon,
  cameraOffIcon,
  devicesIcon,
  fullScreenIcon,
  hangUpIcon,
  microphoneIcon,
  microphoneOffIcon,
  shareIcon,
  windowIcon,
} from "./call-icons.ts";
import { roundButtons } from "./round-button.styles.ts";

export type CallAct = "microphone" | "camera" | "share" | "devices" | "full-screen" | "hang-up";

/** Each act by its key: they work while the focus is in the call, and nowhere where somebody writes. */
export const CALL_KEYS: Readonly<Record<string, CallAct>> = {
  m: "microphone",
  v: "camera",
  s: "share",
  f: "full-screen",
};

/** The row of buttons of a call; a page's own stand in the slot. Event: `act` {act}. */
@customElement("call-controls")
export class CallControls extends LitElement {
  static override styles = [
    shared,
    roundButtons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 10px 12px;
      }
      @container stage (max-width: 460px) {
        :host {
          gap: 6px;
        }
        button.round,
        ::slotted(button) {
          width: 46px;
          height: 46px;
        }
      }
    `,
  ];

  @property({ type: Boolean }) microphone = false;
  @property({ type: Boolean }) camera = false;
  @property({ type: Boolean }) sharing = false;
  @property({ type: Boolean }) full = false;
  /** The camera or the screen is being opened. */
  @property({ type: Boolean }) busy = false;
  @state() private canShare = canShareScreen();

  protected override render() {
    const { microphone, camera, sharing, full } = this;
    return html`${this.#button("microphone", microphone ? microphoneIcon : microphoneOffIcon, {
        words: microphone ? msg("Mute") : msg("Unmute"),
        look: microphone ? "" : "off",
      })}
      ${this.#button("camera", camera ? cameraIcon : cameraOffIcon, {
        words: camera ? msg("Turn camera off") : msg("Turn camera on"),
        look: camera ? "" : "off",
      })}
      ${
        this.canShare
          ? this.#button("share", shareIcon, {
              words: sharing ? msg("Stop sharing the screen") : msg("Share the screen"),
              look: sharing ? "on" : "",
            })
          : nothing
      }
      ${this.#button("devices", devicesIcon, { words: msg("Camera, microphone, speaker"), look: "" })}
      ${
        document.fullscreenEnabled
          ? this.#button("full-screen", full ? windowIcon : fullScreenIcon, {
              words: full ? msg("Leave full screen") : msg("Full screen"),
              look: "",
            })
          : nothing
      }
      <slot></slot>
      ${this.#button("hang-up", hangUpIcon, { words: msg("Hang up"), look: "leave" })}`;
  }

  #button(act: CallAct, icon: TemplateResult, { words, look }: { words: string; look: string }) {
    const key = Object.keys(CALL_KEYS).find((one) => CALL_KEYS[one] === act);
    return html`<button
      class="round ${look}"
      type="button"
      aria-label=${words}
      aria-keyshortcuts=${key ?? nothing}
      title=${key ? msg(str`${words} (key ${key.toUpperCase()})`) : words}
      ?disabled=${this.busy && (act === "camera" || act === "share")}
      @click=${() => this.dispatchEvent(new CustomEvent("act", { detail: { act } }))}
    >
      ${icon}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "call-controls": CallControls;
  }
}
