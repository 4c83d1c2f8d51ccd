import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Contacts } from "../core/shapes.ts";
import { reasonInWords } from "../core/words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { teamIcon } from "./thread-icons.ts";
import "./loading-rows.ts";

type Team = Contacts["careTeams"][number];

/** The care teams that a patient may write to. Event: `compose` {careTeamId}, bubbling. */
@customElement("care-teams")
export class CareTeams extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 14px;
        padding: 12px 0;
      }
      li + li {
        border-top: 1px solid var(--line);
      }
      .mark {
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        border-radius: var(--radius);
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      b {
        font-weight: 600;
      }
      p {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      @container (max-width: 560px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .button {
          grid-column: 1 / -1;
          margin-top: 6px;
        }
      }
    `,
  ];

  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) teams: readonly Team[] | null = null;

  protected override render() {
    if (!this.teams) return html`<loading-rows rows="2"></loading-rows>`;
    if (this.teams.length === 0)
      return html`<p>${msg("You have no care team yet. The clinic adds them.")}</p>`;
    return html`<ul>
      ${this.teams.map((team) => this.#team(team))}
    </ul>`;
  }

  #team(team: Team) {
    const { name, canMessage, reason } = team;
    return html`<li>
      <span class="mark">${teamIcon}</span>
      <div>
        <b dir="auto">${name}</b>
        <p>
          ${canMessage ? msg("The whole team can read and answer") : reasonInWords(reason, this.reader.me, name)}
        </p>
      </div>
      <button
        class="button quiet"
        aria-label=${msg(str`Write a message to ${name}`)}
        ?disabled=${!canMessage}
        @click=${() => this.#compose(team)}
      >
        ${msg("Write a message", { id: "write-to-team" })}
      </button>
    </li>`;
  }

  #compose({ id }: Team): void {
    const detail = { careTeamId: id };
    this.dispatchEvent(new CustomEvent("compose", { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "care-teams": CareTeams;
  }
}
