import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { lengthOf } from "../core/composing.ts";
import type { Clock } from "../core/dates.ts";
import type { Card } from "../core/shapes.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import type { CardLookup } from "./card-lookup.ts";
import { chosenCard } from "./shown-card.ts";
import { SlashBeginning } from "./slash-beginning.ts";

/** The words of a first message, and the card that it shows. Events: `write` {text}, `card` {card}, null when it is taken away. */
@customElement("message-field")
export class MessageField extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      message-card {
        width: 100%;
      }
      .over {
        display: flex;
        align-items: end;
        justify-content: space-between;
        margin-top: -12px;
        font-size: var(--size-small);
        font-weight: 600;
      }
    `,
  ];

  @property() text = "";
  @property({ attribute: false }) card: Card | null = null;
  /** Where commands look. */
  @property({ attribute: false }) cards: CardLookup | null = null;
  @property({ attribute: false }) clock!: Clock;
  @property({ type: Number }) limit = 8000;
  @query("textarea") private area!: HTMLTextAreaElement;
  readonly #commands = new SlashBeginning(this, () => this.cards);

  override focus(): void {
    void this.updateComplete.then(() => this.area.focus());
  }

  protected override render() {
    return html`<div class="field">
      <div class="over">
        <label for="text">${msg("Message")}</label>
        ${this.#commands.renderButton()}
      </div>
      ${chosenCard(this.card, this.clock, this.#remove)}
      <div>
        ${this.#commands.render()}
        <textarea
          id="text"
          rows="5"
          dir="auto"
          .value=${this.text}
          @input=${() => this.dispatchEvent(new CustomEvent("write", { detail: { text: this.area.value } }))}
        ></textarea>
      </div>
      ${
        lengthOf(this.text) > this.limit
          ? html`<p class="error" role="status">${msg("This is longer than a message may be.")}</p>`
          : nothing
      }
    </div>`;
  }

  readonly #remove = (): void => {
    this.dispatchEvent(new CustomEvent("card", { detail: { card: null } }));
    this.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "message-field": MessageField;
  }
}
