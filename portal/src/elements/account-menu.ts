import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Person } from "../core/shapes.ts";
import { titleOf } from "../core/words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { signOutIcon } from "./thread-icons.ts";
import { chosenTheme, chooseTheme, type Theme } from "./theme.ts";
import "./person-avatar.ts";

/** Who is signed in, how the page looks, and the way out. Event: `sign-out`. */
@customElement("account-menu")
export class AccountMenu extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        position: relative;
      }
      .account {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 52px;
        padding: 4px 8px;
        border: 0;
        border-radius: var(--radius);
        background: none;
        text-align: start;
      }
      .account:hover {
        background: var(--surface-hover);
      }
      person-avatar {
        --avatar-size: 36px;
      }
      .name {
        display: grid;
        min-width: 0;
        font-size: var(--size-small);
        line-height: 1.25;
      }
      .name > * {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name b {
        font-weight: 600;
      }
      .title {
        color: var(--text-soft);
      }
      [popover] {
        position: fixed;
        inset: auto auto max(76px, env(safe-area-inset-bottom)) 12px;
        width: min(290px, calc(100vw - 28px));
        margin: 0;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
        color: var(--text);
        box-shadow: var(--shadow-high);
      }
      .who {
        padding: 0 4px 14px;
      }
      a.button {
        margin-bottom: 14px;
      }
      fieldset {
        margin: 0 0 14px;
        padding: 12px 0 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
      legend {
        float: left;
        width: 100%;
        margin-bottom: 8px;
        padding: 0 4px;
        font-size: var(--size-small);
        font-weight: 600;
      }
      .themes {
        clear: both;
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        padding: 3px;
        border-radius: var(--radius);
        background: var(--surface-sunken);
      }
      .themes label {
        position: relative;
        display: grid;
        place-items: center;
        min-height: 38px;
        border-radius: 9px;
        font-size: var(--size-small);
        font-weight: 550;
        cursor: pointer;
      }
      .themes label:has(:checked) {
        background: var(--surface-raised);
        box-shadow: var(--shadow-low);
      }
      .themes label:has(:focus-visible) {
        outline: 2px solid var(--focus);
      }
      .themes input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .button {
        width: 100%;
      }
      @media (max-width: 1099px) {
        .account {
          justify-content: center;
        }
        .account .name {
          position: absolute;
          clip-path: inset(50%);
        }
      }
      @media (max-width: 760px) {
        .account {
          min-height: 48px;
          border-radius: 999px;
        }
        [popover] {
          inset: 60px 10px auto auto;
        }
      }
    `,
  ];

  @property({ attribute: false }) person!: Person;
  @state() private theme: Theme = chosenTheme();

  protected override render() {
    const { initials, id } = this.person;
    return html`<button class="account" popovertarget="menu">
        <span class="unseen">${msg("Your account:")}</span>
        <person-avatar initials=${initials} of=${id}></person-avatar>
        ${this.#name("name")}
      </button>
      <div id="menu" popover>
        ${this.#name("name who")} ${this.person.role === "patient" ? this.#profile() : nothing}
        <fieldset>
          <legend>${msg("Appearance")}</legend>
          <div class="themes">
            ${this.#choice("auto", msg("Automatic"))} ${this.#choice("light", msg("Light"))}
            ${this.#choice("dark", msg("Dark"))}
          </div>
        </fieldset>
        <button class="button quiet" @click=${this.#signOut}>${signOutIcon}${msg("Sign out")}</button>
      </div>`;
  }

  #name(classes: string) {
    return html`<span class=${classes}>
      <b dir="auto">${this.person.name}</b><span class="title">${titleOf(this.person)}</span>
    </span>`;
  }

  /** Staff have none: a profile says what the clinic knows of a patient. */
  #profile() {
    const leave = (event: Event) =>
      (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
    return html`<a
      class="button quiet"
      href="/patients/${encodeURIComponent(this.person.id)}"
      @click=${leave}
    >
      ${msg("Your profile")}
    </a>`;
  }

  #choice(theme: Theme, words: string) {
    return html`<label>
      <input
        type="radio"
        name="theme"
        .checked=${this.theme === theme}
        @change=${() => chooseTheme((this.theme = theme))}
      />${words}
    </label>`;
  }

  #signOut(): void {
    this.dispatchEvent(new CustomEvent("sign-out"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "account-menu": AccountMenu;
  }
}
