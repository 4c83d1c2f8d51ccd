import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Act } from "../core/acts.ts";
import { waitingTime } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, Person } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { waitingIcon } from "./icons.ts";

const TICK_MS = 30_000;

/** For staff: how long the patient has waited for an answer, and who sees to it. Event: `act` {act}. */
@customElement("waiting-bar")
export class WaitingBar extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        container-type: inline-size;
        border-bottom: 1px solid var(--line);
        background: var(--warning-soft);
        color: var(--warning-text);
        font-size: var(--size-small);
      }
      :host([hidden]) {
        display: none;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 10px;
        padding: 2px 12px 2px 20px;
      }
      p {
        flex: 1 1 60%;
        padding: 6px 0;
        font-weight: 550;
      }
      .who {
        opacity: 0.9;
        font-weight: 450;
      }
      .who::before {
        content: "·";
        margin: 0 6px;
      }
      span.acts {
        display: flex;
        margin-inline-end: -8px;
      }
      .act {
        min-height: 38px;
        padding: 0 12px;
        border: 0;
        border-radius: var(--radius);
        background: none;
        font-weight: 650;
      }
      .act:hover {
        background: rgb(from currentColor r g b / 10%);
      }
      @media (pointer: coarse) {
        .act {
          min-height: var(--touch);
        }
      }
    `,
  ];

  @property({ attribute: false }) conversation!: Conversation;
  @property({ attribute: false }) reader!: Reader;
  #ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  protected override render() {
    const { needsReply, patient } = this.conversation;
    if (!needsReply) return nothing;
    const { since, claimedBy } = needsReply;
    const time = waitingTime(this.reader.clock, since);
    return html`<div>
      ${waitingIcon}
      <p>
        ${msg(str`${patient.name} has waited ${time}`)}
        ${claimedBy ? html`<span class="who">${this.#claimed(claimedBy)}</span>` : nothing}
      </p>
      <span class="acts">${this.#acts(claimedBy)}</span>
    </div>`;
  }

  #claimed({ id, name }: Person): string {
    return id === this.reader.me.id ? msg("You are answering") : msg(str`${name} is answering`);
  }

  #acts(claimedBy: Person | null) {
    const claim = claimedBy ? this.#act("giveBack", msg("Give back")) : this.#act("claim", msg("Claim"));
    return html`${claim}${this.#act("done", msg("Done"))}`;
  }

  #act(act: Act, words: string) {
    const tell = () => this.dispatchEvent(new CustomEvent("act", { detail: { act } }));
    return html`<button class="act" @click=${tell}>${words}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "waiting-bar": WaitingBar;
  }
}
