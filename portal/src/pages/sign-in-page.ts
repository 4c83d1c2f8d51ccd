import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { brandIcon } from "../elements/icons.ts";
import { buttons, fields, shared } from "../styles/controls.ts";

/** What somebody sees who is not signed in. Event: `sign-in`. */
@customElement("sign-in-page")
export class SignInPage extends LitElement {
  static override styles = [
    shared,
    buttons,
    fields,
    css`
      :host {
        display: grid;
        place-items: center;
        min-height: 100%;
        padding: 24px;
        background:
          radial-gradient(120% 80% at 50% 0%, var(--accent-soft), transparent 70%), var(--surface-sunken);
      }
      main {
        display: grid;
        gap: 14px;
        width: min(420px, 100%);
        padding: 40px 36px 32px;
        border: 1px solid var(--line);
        border-radius: 24px;
        background: var(--surface);
        box-shadow: var(--shadow-high);
        text-align: center;
        text-wrap: balance;
      }
      main > svg {
        width: 56px;
        height: 56px;
        margin: 0 auto 6px;
      }
      h1 {
        font-size: var(--size-page);
        font-weight: 700;
        letter-spacing: -0.02em;
        line-height: 1.2;
      }
      p {
        color: var(--text-soft);
      }
      .button {
        margin-top: 12px;
        min-height: 50px;
        font-size: 1rem;
      }
      .error {
        color: var(--danger-text);
        text-align: start;
      }
      .private {
        font-size: var(--size-small);
      }
    `,
  ];

  @property() clinicName = "";
  @property() notice: string | null = null;
  @property({ type: Boolean }) busy = false;
  /** Somebody is signed in, but the clinic could not be reached. */
  @property({ type: Boolean }) again = false;

  protected override render() {
    return html`<main>
      ${brandIcon}
      <h1 dir="auto">${this.clinicName}</h1>
      <p>${msg("Messages between you and your care team, in one private place.")}</p>
      ${this.notice ? html`<p class="error" role="alert">${this.notice}</p>` : nothing}
      <button class="button primary" ?disabled=${this.busy} @click=${this.#signIn}>${this.#act()}</button>
      <p class="private">${msg("Not for emergencies. If it is urgent, call your local emergency number.")}</p>
    </main>`;
  }

  #act(): string {
    if (this.again) return msg("Try again");
    return this.busy ? msg("Opening sign-in…") : msg("Sign in");
  }

  #signIn(): void {
    this.dispatchEvent(new CustomEvent("sign-in"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sign-in-page": SignInPage;
  }
}
