import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Api } from "../core/api.ts";
import { noRecent, recent } from "../core/card-lists.ts";
import type { Clock } from "../core/dates.ts";
import type { Card, CardType } from "../core/shapes.ts";
import { CARD_ICONS } from "../elements/card-icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { panelStyles } from "../styles/pages.ts";
import "../elements/loading-rows.ts";
import "../elements/message-card.ts";

const SHOWN = 3;

/** What the clinic holds of one kind about a patient, the latest first: a few, and the rest when it is asked for. */
@customElement("patient-items")
export class PatientItems extends LitElement {
  static override styles = [
    shared,
    buttons,
    panelStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .panel > header {
        margin-bottom: 6px;
      }
      ul {
        display: grid;
        gap: 8px;
      }
      .all {
        width: 100%;
        margin-top: 10px;
      }
      .nothing {
        flex-wrap: wrap;
      }
    `,
  ];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) clock!: Clock;
  @property() patient = "";
  @property() type: CardType = "appt";
  @state() private cards: readonly Card[] | null = null;
  @state() private hasFailed = false;
  @state() private areAllShown = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("patient") || changed.has("type")) void this.#load();
  }

  readonly #load = async (): Promise<void> => {
    const { patient, type } = this;
    Object.assign(this, { cards: null, hasFailed: false, areAllShown: false });
    const cards = await this.api.artifacts(patient, type).then(
      ({ items }) => items,
      () => null,
    );
    if (patient === this.patient && type === this.type)
      Object.assign(this, { cards, hasFailed: cards === null });
  };

  protected override render() {
    return html`<section class="panel" aria-labelledby="heading">
      <header><h2 id="heading">${recent(this.type)}</h2></header>
      ${this.cards ? this.#list(this.cards) : this.#waiting()}
    </section>`;
  }

  #waiting() {
    if (!this.hasFailed) return html`<loading-rows rows="1"></loading-rows>`;
    return html`<p class="nothing" role="status">
      ${msg("The list could not be loaded.")}
      <button class="button quiet" @click=${this.#load}>${msg("Retry")}</button>
    </p>`;
  }

  #list(cards: readonly Card[]) {
    if (cards.length === 0)
      return html`<p class="nothing">${CARD_ICONS[this.type]}${noRecent(this.type)}</p>`;
    const shown = this.areAllShown ? cards : cards.slice(0, SHOWN);
    return html`<ul>
        ${shown.map(
          (card) => html`<li><message-card .card=${card} .clock=${this.clock}></message-card></li>`,
        )}
      </ul>
      ${shown.length < cards.length ? this.#more() : nothing}`;
  }

  #more() {
    return html`<button class="button quiet all" @click=${() => (this.areAllShown = true)}>
      ${msg("Show more")}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "patient-items": PatientItems;
  }
}
