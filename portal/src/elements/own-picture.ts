import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { TrackStream } from "../calls/track-stream.ts";
import { shared } from "../styles/controls.ts";
import { mutedMarkIcon } from "./call-icons.ts";

/** How the other side sees oneself: mirrored, as people know themselves, or the screen that one shares. */
@customElement("own-picture")
export class OwnPicture extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        display: grid;
        aspect-ratio: 4 / 3;
        overflow: hidden;
        border: 1px solid rgb(255 255 255 / 24%);
        border-radius: var(--radius);
        background: #1b2824;
        box-shadow: 0 8px 28px rgb(0 0 0 / 45%);
      }
      video {
        width: 100%;
        height: 100%;
        min-height: 0;
        object-fit: cover;
        transform: scaleX(-1);
      }
      video.whole {
        object-fit: contain;
        transform: none;
      }
      p {
        align-self: center;
        padding: 8px 8px 24px;
        color: #c4d3ce;
        font-size: 0.75rem;
        text-align: center;
      }
      .you {
        position: absolute;
        inset-block-end: 6px;
        inset-inline-start: 6px;
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 2px 9px;
        border-radius: 999px;
        background: rgb(14 22 20 / 68%);
        font-size: 0.75rem;
        font-weight: 600;
      }
      .muted {
        color: #ff9d92;
      }
    `,
  ];

  @property({ attribute: false }) track: MediaStreamTrack | null = null;
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) sharing = false;
  readonly #stream = new TrackStream();

  protected override render() {
    const { sharing } = this;
    const stream = this.#stream.of(this.track);
    return html`<video
        class=${sharing ? "whole" : ""}
        autoplay
        playsinline
        .muted=${true}
        .srcObject=${stream}
        ?hidden=${!stream}
        aria-label=${sharing ? msg("What you share") : msg("Your own picture")}
      ></video>
      ${stream ? nothing : html`<p>${msg("Your camera is off")}</p>`}
      <span class="you"
        >${this.muted ? html`<span class="muted">${mutedMarkIcon}</span>` : nothing}
        ${sharing ? msg("Your screen") : msg("You")}</span
      >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "own-picture": OwnPicture;
  }
}
