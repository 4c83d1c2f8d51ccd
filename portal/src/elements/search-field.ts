import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, fields, shared } from "../styles/controls.ts";
import { closeIcon, searchIcon } from "./icons.ts";

/** A field for words to search for. Escape and the button empty it. Event: `typed` {words}. */
@customElement("search-field")
export class SearchField extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        position: relative;
        display: block;
        padding: 0 14px 6px;
      }
      svg {
        color: var(--text-soft);
      }
      label svg {
        position: absolute;
        inset-inline-start: 27px;
        top: 12px;
        pointer-events: none;
      }
      input[type="search"] {
        padding-inline: 40px 44px;
        border-color: transparent;
        background: var(--surface-sunken);
        appearance: none;
      }
      input[type="search"]:focus {
        border-color: var(--accent);
        outline: none;
        box-shadow: inset 0 0 0 1px var(--accent);
        background: var(--surface);
      }
      .icon-button {
        position: absolute;
        inset: 0 14px auto auto;
      }
    `,
  ];

  @property() words = "";
  @property() label = "";
  @query("input") private input!: HTMLInputElement;

  override focus(): void {
    this.input.focus();
  }

  protected override render() {
    return html`<label>
        <span class="unseen">${this.label}</span>${searchIcon}
        <input
          type="search"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          placeholder=${this.label}
          .value=${this.words}
          @input=${() => this.#tell(this.input.value)}
          @keydown=${this.#pressed}
        />
      </label>
      ${
        this.words
          ? html`<button class="icon-button" aria-label=${msg("Clear the search")} @click=${this.#clear}>
              ${closeIcon}
            </button>`
          : nothing
      }`;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" && this.words) this.dispatchEvent(new CustomEvent("below"));
    else if (event.key === "Escape" && this.words) this.#tell("");
    else return;
    event.preventDefault();
  }

  #clear(): void {
    this.#tell("");
    this.focus();
  }

  #tell(words: string): void {
    this.dispatchEvent(new CustomEvent("typed", { detail: { words } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "search-field": SearchField;
  }
}
