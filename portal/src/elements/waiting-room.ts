import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { timeOfDay } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { lateUntil } from "../core/visit-words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { standingStyles } from "../styles/standing.ts";
import { waitingRoomStyles } from "./waiting-room.styles.ts";
import "./person-avatar.ts";

/** Where a patient waits for their provider, with their own picture. Event: `leave`. */
@customElement("waiting-room")
export class WaitingRoom extends LitElement {
  static override styles = [shared, buttons, standingStyles, waitingRoomStyles];

  @property({ attribute: false }) appointment!: Appointment;
  @property({ attribute: false }) reader!: Reader;
  /** The server's. */
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) stream: MediaStream | null = null;
  @property({ type: Boolean }) offline = false;
  @query("video") private video!: HTMLVideoElement | null;

  protected override render() {
    const { provider, call } = this.appointment;
    const since = call.patientWaitingSince && timeOfDay(this.reader.clock, call.patientWaitingSince);
    return html`<section aria-labelledby="heading">
      ${this.#picture()}
      <div class="words">
        <h2 id="heading" tabindex="-1">${msg("You are in the waiting room")}</h2>
        <p>
          ${msg(str`${provider.name} has been told that you are here.`)}
          ${since ? msg(str`You have been waiting since ${since}.`) : nothing}
        </p>
        <p>${msg("Stay on this page: the visit begins by itself as soon as your provider starts it.")}</p>
        <div class="state" role="status">${this.#state()}</div>
        <button class="button quiet" @click=${() => this.dispatchEvent(new CustomEvent("leave"))}>
          ${msg("Leave the waiting room")}
        </button>
      </div>
    </section>`;
  }

  #state() {
    const { provider, call } = this.appointment;
    const late = lateUntil(this.appointment, this.reader.clock, this.now);
    return html`
      ${this.offline ? html`<span class="standing late">${msg("Connection lost. Reconnecting…")}</span>` : nothing}
      ${late ? html`<span class="standing late">${msg(str`Your provider is running late, until about ${late}`)}</span>` : nothing}
      ${
        call.state === "live"
          ? html`<span class="standing live">${msg("Your provider has started. Connecting you…")}</span>`
          : call.providerHere
            ? html`<span class="standing calm">${msg(str`${provider.name} is here and getting ready`)}</span>`
            : html`<span class="standing">${msg(str`${provider.name} is not here yet`)}</span>`
      }
    `;
  }

  #picture() {
    const hasPicture = (this.stream?.getVideoTracks().length ?? 0) > 0;
    const { me } = this.reader;
    return html`<div class="picture">
      ${
        hasPicture
          ? html`<video autoplay playsinline .muted=${true} aria-label=${msg("Your own picture")}></video>`
          : html`<person-avatar initials=${me.initials} of=${me.id}></person-avatar>`
      }
      <span>${hasPicture ? msg("Only you see this") : msg("Camera off")}</span>
    </div>`;
  }

  protected override updated(): void {
    if (this.video && this.video.srcObject !== this.stream) this.video.srcObject = this.stream;
  }

  /** Where the keyboard goes when the room has been entered. */
  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "waiting-room": WaitingRoom;
  }
}
