import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { begun } from "../core/dates.ts";
import type { CareTeam } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";

export interface Facts {
  readonly id: string;
  readonly portalAccount?: boolean;
  readonly chatOptIn?: boolean;
  readonly careTeams: readonly CareTeam[];
  readonly locale?: string | null;
  readonly timeZone?: string | null;
}

/** What the clinic knows of somebody, in two columns where there is room. */
@customElement("profile-facts")
export class ProfileFacts extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: 16px 24px;
        margin: 0;
      }
      dt {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      dd {
        margin: 2px 0 0;
        font-weight: 550;
        overflow-wrap: anywhere;
      }
      .teams {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-top: 5px;
      }
      .teams li {
        padding: 3px 11px;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: var(--size-small);
        font-weight: 600;
      }
      .whole {
        grid-column: 1 / -1;
      }
      @container (max-width: 280px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) facts!: Facts;
  @property() locale = "en";

  protected override render() {
    const { id, portalAccount, chatOptIn, careTeams } = this.facts;
    return html`<dl>
      ${fact(msg("Id"), id)}
      ${portalAccount === undefined ? nothing : fact(msg("Portal account"), portalAccount ? msg("Yes") : msg("None yet"))}
      ${chatOptIn === undefined ? nothing : fact(msg("Messages in the portal"), chatOptIn ? msg("Wanted") : msg("Not wanted"))}
      ${this.#language()} ${this.#zone()}
      <div class="whole">
        <dt>${msg("Care teams")}</dt>
        <dd>${careTeams.length > 0 ? teams(careTeams) : msg("None")}</dd>
      </div>
    </dl>`;
  }

  #language() {
    const { locale } = this.facts;
    if (!locale) return nothing;
    const name = new Intl.DisplayNames(this.locale, { type: "language" }).of(locale) ?? locale;
    return fact(msg("Language"), begun(this.locale, name));
  }

  #zone() {
    const { timeZone } = this.facts;
    return timeZone ? fact(msg("Time zone"), timeZone.replaceAll("_", " ")) : nothing;
  }
}

function fact(name: string, value: string) {
  return html`<div>
    <dt>${name}</dt>
    <dd dir="auto">${value}</dd>
  </div>`;
}

function teams(careTeams: readonly CareTeam[]) {
  return html`<ul class="teams">
    ${careTeams.map(({ name }) => html`<li dir="auto">${name}</li>`)}
  </ul>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "profile-facts": ProfileFacts;
  }
}
