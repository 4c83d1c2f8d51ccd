import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Saving } from "../core/preferences.ts";
import { buttons, shared } from "../styles/controls.ts";
import { alertIcon } from "./icons.ts";
import { okIcon } from "./page-icons.ts";

/** What has become of a change. Event: `again`. */
@customElement("saving-note")
export class SavingNote extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        font-size: var(--size-small);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        margin-top: 6px;
      }
      .saved {
        color: var(--accent-text);
        font-weight: 600;
      }
      .failed {
        color: var(--danger-text);
      }
      .link-button {
        min-height: 32px;
      }
    `,
  ];

  @property({ attribute: false }) saving: Saving | undefined;

  protected override render() {
    const { saving } = this;
    const isFailed = saving?.state === "failed";
    return html`<div role="status">${saving && !isFailed ? this.#under(saving.state) : ""}</div>
      <div role="alert">${isFailed ? this.#failed(saving) : ""}</div>`;
  }

  #under(state: "saving" | "saved") {
    if (state === "saving") return html`<p>${msg("Saving…")}</p>`;
    return html`<p class="saved">${okIcon}${msg("Saved")}</p>`;
  }

  #failed({ detail }: Extract<Saving, { state: "failed" }>) {
    return html`<p class="failed">
      ${alertIcon}<span>${detail ?? msg("Not saved: the clinic could not be reached.")}</span>
      <button class="link-button" @click=${() => this.dispatchEvent(new CustomEvent("again"))}>
        ${msg("Try again")}
      </button>
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "saving-note": SavingNote;
  }
}
