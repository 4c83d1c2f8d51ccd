import { css, html, LitElement } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { isSpoken } from "../core/idle.ts";
import { buttons, shared } from "../styles/controls.ts";

/**
 * Warns somebody who has done nothing for long. What had the focus has it again afterwards.
 * Events: `stay`, `sign-out`.
 */
@customElement("idle-dialog")
export class IdleDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      dialog {
        width: min(420px, calc(100vw - 32px));
        padding: 28px 28px 22px;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
        color: var(--text);
        box-shadow: var(--shadow-high);
      }
      dialog::backdrop {
        background: var(--backdrop);
        backdrop-filter: blur(6px);
      }
      h2 {
        font-size: var(--size-title);
        font-weight: 650;
      }
      p {
        margin-top: 8px;
      }
      .left {
        font-size: var(--size-page);
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .kept {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
        margin-top: 20px;
      }
      .acts .button {
        flex: 1;
      }
    `,
  ];

  /** null: nobody need be warned. */
  @property({ attribute: false }) secondsLeft: number | null = null;
  @state() private spoken = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override willUpdate(): void {
    const { secondsLeft } = this;
    if (secondsLeft === null) this.spoken = "";
    else if (isSpoken(secondsLeft)) this.spoken = msg(str`${secondsLeft} seconds until you are signed out.`);
  }

  protected override render() {
    return html`<dialog
      role="alertdialog"
      aria-labelledby="title"
      aria-describedby="about"
      @cancel=${this.#cancelled}
    >
      <h2 id="title">${msg("Are you still there?")}</h2>
      <p id="about">${msg("To protect what is on this screen, you will be signed out soon.")}</p>
      <p class="left" aria-hidden="true">${clockOf(this.secondsLeft ?? 0)}</p>
      <p class="unseen" role="status" aria-live="assertive">${this.spoken}</p>
      <p class="kept">
        ${msg("If you do nothing, what you are writing is kept on this device until you sign in again. “Sign out now” removes it.")}
      </p>
      <div class="acts">
        <button class="button primary" autofocus @click=${() => this.#tell("stay")}>
          ${msg("Stay signed in")}
        </button>
        <button class="button quiet" @click=${() => this.#tell("sign-out")}>${msg("Sign out now")}</button>
      </div>
    </dialog>`;
  }

  protected override updated(): void {
    const isWanted = this.secondsLeft !== null;
    if (isWanted && !this.dialog.open) this.dialog.showModal();
    else if (!isWanted && this.dialog.open) this.dialog.close();
  }

  /** Escape says that somebody is there. */
  #cancelled(event: Event): void {
    event.preventDefault();
    this.#tell("stay");
  }

  #tell(name: "stay" | "sign-out"): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "idle-dialog": IdleDialog;
  }
}
