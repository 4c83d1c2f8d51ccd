import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";
import { dialogBoxStyles } from "../styles/dialog-box.ts";

/** Asks a provider what hanging up is to mean. Events: `end` for both, `leave` alone. */
@customElement("end-dialog")
export class EndDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    dialogBoxStyles,
    css`
      .danger {
        background: var(--danger);
        color: var(--on-danger);
      }
    `,
  ];

  /** Leaving alone is offered too. */
  @property({ type: Boolean }) canLeave = false;
  @query("dialog") private dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    await this.updateComplete;
    this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" aria-describedby="about">
      <h2 id="title">${msg("End the visit for both?")}</h2>
      <p id="about">${msg("Nobody can come back into a visit that has ended.")}</p>
      <div class="acts">
        <button class="button danger" @click=${() => this.#tell("end")}>${msg("End for both")}</button>
        ${
          this.canLeave
            ? html`<button class="button quiet" @click=${() => this.#tell("leave")}>
                ${msg("Leave, and come back later")}
              </button>`
            : nothing
        }
        <button class="button quiet" autofocus @click=${() => this.dialog.close()}>${msg("Cancel")}</button>
      </div>
    </dialog>`;
  }

  #tell(name: "end" | "leave"): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent(name));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "end-dialog": EndDialog;
  }
}
