import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { addressOfCard, amountOfCard, dateOfCard, statusOfCard, titleOfCard } from "../core/cards.ts";
import type { Clock } from "../core/dates.ts";
import type { Card } from "../core/shapes.ts";
import { cardName } from "../core/card-words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { CARD_ICONS, elsewhereIcon } from "./card-icons.ts";
import { closeIcon } from "./icons.ts";
import { cardStyles } from "./message-card.styles.ts";

/**
 * An appointment, an invoice or a prescription as it stood when it was sent: nothing here can change it. Leads to the
 * clinic's own page about it where there is one. Event: `removed`, where it is still to be sent (`removable`).
 */
@customElement("message-card")
export class MessageCard extends LitElement {
  static override styles = [shared, buttons, cardStyles];

  @property({ attribute: false }) card!: Card;
  @property({ attribute: false }) clock!: Clock;
  @property({ type: Boolean }) removable = false;

  protected override render() {
    const address = this.removable ? null : addressOfCard(this.card);
    if (!address) return html`<div class="card">${this.#content()}${this.#remove()}</div>`;
    // The browser's own menu for a link stays: the message has its menu everywhere else.
    return html`<a
      class="card"
      href=${address}
      target="_blank"
      rel="noopener noreferrer"
      @contextmenu=${(event: Event) => event.stopPropagation()}
      >${this.#content()}${elsewhereIcon}<span class="unseen">${msg("Opens in a new tab")}</span></a
    >`;
  }

  #content() {
    const { card, clock } = this;
    const amount = amountOfCard(clock, card);
    return html`<span class="icon">${CARD_ICONS[card.type]}</span>
      <span class="words">
        <span class="kind">${cardName(card.type)}</span>
        <span class="title" dir="auto">${titleOfCard(card)}</span>
        <span class="facts">
          <span>${statusOfCard(card)}</span>
          <time datetime=${card.date}>${dateOfCard(clock, card)}</time>
          ${amount ? html`<bdi>${amount}</bdi>` : nothing}
        </span>
      </span>`;
  }

  #remove() {
    if (!this.removable) return nothing;
    return html`<button
      class="icon-button"
      aria-label=${msg(str`Remove ${titleOfCard(this.card)}`)}
      @click=${() => this.dispatchEvent(new CustomEvent("removed"))}
    >
      ${closeIcon}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "message-card": MessageCard;
  }
}
