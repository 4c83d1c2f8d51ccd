import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { timeOfDay } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import type { Refusal, Secrets } from "../core/secrets.ts";
import { buttons, shared } from "../styles/controls.ts";
import { alertIcon, closeIcon } from "./icons.ts";

/**
 * Until when what is sensitive can be read, or why it cannot although somebody signed in again. Loaded where somebody
 * does. Event: `lock`, which puts a refusal away too.
 */
@customElement("secrets-bar")
export class SecretsBar extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--line);
        font-size: var(--size-small);
        font-weight: 550;
      }
      div {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: var(--touch);
        padding: 2px 12px 2px 20px;
      }
      p {
        flex: 1;
        padding: 6px 0;
      }
      .unlocked {
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .refused {
        background: var(--warning-soft);
        color: var(--warning-text);
      }
      .link-button {
        min-height: var(--touch);
      }
    `,
  ];

  @property({ attribute: false }) secrets!: Secrets;
  @property({ attribute: false }) reader!: Reader;

  protected override render() {
    const { secrets } = this;
    if (secrets.state === "unlocked") return this.#unlocked(secrets.until);
    return secrets.state === "locked" && secrets.refusal ? this.#refused(secrets.refusal) : nothing;
  }

  #unlocked(until: string) {
    const time = timeOfDay(this.reader.clock, until);
    return html`<div class="unlocked">
      <p role="status">${msg(str`Sensitive messages can be read here until ${time}.`)}</p>
      <button class="link-button" @click=${this.#lock}>${msg("Lock now")}</button>
    </div>`;
  }

  #refused(refusal: Refusal) {
    return html`<div class="refused">
      ${alertIcon}
      <p role="alert">${refusalInWords(refusal)}</p>
      <button class="icon-button" aria-label=${msg("Dismiss")} @click=${this.#lock}>${closeIcon}</button>
    </div>`;
  }

  #lock(): void {
    this.dispatchEvent(new CustomEvent("lock"));
  }
}

/** What stands against reading, and what to do next. */
export function refusalInWords(refusal: Refusal): string {
  const words: Record<Refusal, () => string> = {
    refused: () =>
      msg(
        "This sign-in did not unlock the message: it was not yours, or not a fresh one. Choose “Sign in again to read” once more and sign in as yourself.",
      ),
    cancelled: () =>
      msg("The sign-in was not completed. To read the message, choose “Sign in again to read” once more."),
    unreachable: () =>
      msg(
        "The sign-in service cannot be reached. Wait a moment, then choose “Sign in again to read” once more.",
      ),
    late: () =>
      msg("The five minutes are over. To read the message, choose “Sign in again to read” once more."),
    unasked: () =>
      msg("This window did not ask for that sign-in. Open the message and choose “Sign in again to read”."),
  };
  return words[refusal]();
}

declare global {
  interface HTMLElementTagNameMap {
    "secrets-bar": SecretsBar;
  }
}
