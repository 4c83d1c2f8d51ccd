import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg } from "@lit/localize";
import type { Reader } from "../core/reader.ts";
import type { Case } from "../core/shapes.ts";
import type { Phase } from "../core/state.ts";
import { buttons, shared } from "../styles/controls.ts";
import type { CaseRow } from "./case-row.ts";
import { caseIcon } from "./page-icons.ts";
import "./case-row.ts";
import "./empty-state.ts";
import "./loading-rows.ts";

/** The cases of somebody. Events: `more`, `reload`. */
@customElement("case-list")
export class CaseList extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow-y: auto;
        padding: 0 8px 16px;
        overscroll-behavior: contain;
        scrollbar-width: thin;
      }
      ul + .button {
        width: 100%;
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) cases: readonly Case[] = [];
  @property({ attribute: false }) reader!: Reader;
  @property() selected: string | null = null;
  @property() phase: Phase = "loading";
  @property({ type: Boolean }) more = false;

  /** Where the keyboard goes on when a case has been left. */
  focusRow(id: string): void {
    this.#rows.find((row) => row.case.id === id)?.focus();
  }

  get #rows(): CaseRow[] {
    return [...this.renderRoot.querySelectorAll("case-row")];
  }

  protected override render() {
    if (this.cases.length === 0) return this.#nothing();
    return html`<ul aria-label=${msg("Cases")} @keydown=${this.#moveFocus}>
        ${repeat(
          this.cases,
          ({ id }) => id,
          (one) =>
            html`<li>
              <case-row .case=${one} .reader=${this.reader} ?selected=${one.id === this.selected}></case-row>
            </li>`,
        )}
      </ul>
      ${
        this.more
          ? html`<button class="button quiet" @click=${() => this.#tell("more")}>${msg("Show more")}</button>`
          : nothing
      }`;
  }

  #nothing() {
    if (this.phase === "loading") return html`<loading-rows></loading-rows>`;
    if (this.phase === "ready") {
      return html`<empty-state heading=${msg("No cases yet")} .icon=${caseIcon}>
        ${msg("Cases that you ask a specialist about, or are asked about, appear here.")}
      </empty-state>`;
    }
    return html`<empty-state heading=${msg("Your cases could not be loaded")} .icon=${caseIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button quiet" @click=${() => this.#tell("reload")}>
        ${msg("Try again")}
      </button>
    </empty-state>`;
  }

  #moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = this.#rows.indexOf(event.target as CaseRow);
    if (!step || at < 0) return;
    event.preventDefault();
    this.#rows[at + step]?.focus();
  }

  #tell(name: "more" | "reload"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "case-list": CaseList;
  }
}
