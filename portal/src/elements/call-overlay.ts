import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";

/** What stands over the picture while there is no call to be seen. Event: `rejoin`. */
@customElement("call-overlay")
export class CallOverlay extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        gap: 8px;
        place-content: center;
        justify-items: center;
        padding: 24px;
        text-align: center;
        text-wrap: balance;
      }
      .heading {
        font-size: 1.25rem;
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      p {
        max-width: 42ch;
        text-shadow: 0 1px 6px rgb(0 0 0 / 60%);
      }
      .button {
        margin-top: 10px;
      }
      .spinner {
        width: 34px;
        height: 34px;
        margin-bottom: 8px;
        border: 3px solid rgb(255 255 255 / 22%);
        border-top-color: #fff;
        border-radius: 50%;
        animation: turn 1s linear infinite;
      }
      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }
    `,
  ];

  @property({ attribute: false }) heading = "";
  @property({ attribute: false }) about = "";
  /** Nothing goes on by itself any more. */
  @property({ type: Boolean }) lost = false;

  protected override render() {
    return html`${this.lost ? nothing : html`<span class="spinner" aria-hidden="true"></span>`}
      <p class="heading">${this.heading}</p>
      <p>${this.about}</p>
      ${this.lost ? this.#button() : nothing}`;
  }

  #button() {
    const rejoin = () => this.dispatchEvent(new CustomEvent("rejoin"));
    return html`<button class="button primary" @click=${rejoin}>${msg("Join again")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "call-overlay": CallOverlay;
  }
}
