import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { ExportFormat } from "../core/exporting.ts";
import { buttons, shared } from "../styles/controls.ts";
import { dialogBoxStyles } from "../styles/dialog-box.ts";

export interface ExportWish {
  readonly format: ExportFormat;
  /** Tell what becomes of it: the dialog waits. */
  settle(work: Promise<void>): void;
}

/** Asks in which form a conversation is to be saved, and says what that means. Event: `export` {ExportWish}. */
@customElement("export-dialog")
export class ExportDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    dialogBoxStyles,
    css`
      fieldset {
        display: grid;
        margin: 14px 0 0;
        padding: 0;
        border: 0;
      }
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 0 12px;
        min-height: 56px;
        padding: 6px 0;
        cursor: pointer;
      }
      input {
        grid-row: span 2;
        width: 20px;
        height: 20px;
        margin: 0;
        accent-color: var(--accent);
      }
      .name {
        font-weight: 600;
      }
      .about {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .error {
        color: var(--danger-text);
      }
    `,
  ];

  /** For patients: what the clinic marked as sensitive may be withheld. */
  @property({ type: Boolean }) patient = false;
  @state() private format: ExportFormat = "html";
  @state() private isBusy = false;
  @state() private said = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  async open(): Promise<void> {
    this.said = "";
    await this.updateComplete;
    this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" aria-describedby="about">
      <h2 id="title">${msg("Export this conversation")}</h2>
      <div id="about">
        <p>
          ${msg("The file holds every message from the first to the last, with the names of files but not the files.")}
          ${
            this.patient
              ? msg("Sensitive messages are in it only while they can be read here: sign in again first.")
              : msg("Sensitive messages are in it.")
          }
        </p>
        <p>
          ${msg("It then lies on this computer, where the clinic cannot protect it. Exporting is written down.")}
        </p>
      </div>
      <fieldset>
        <legend class="unseen">${msg("Format")}</legend>
        ${this.#choice("html", msg("Page to print"), msg("To read, print or save as PDF"))}
        ${this.#choice("json", "JSON", msg("For programs"))}
        ${this.#choice("fhir", "FHIR R4", msg("For other clinics’ systems"))}
      </fieldset>
      <p role="status">${this.#status()}</p>
      <div class="acts">
        <button class="button primary" ?disabled=${this.isBusy} @click=${this.#export}>
          ${msg("Export")}
        </button>
        <button class="button quiet" @click=${() => this.dialog.close()}>${msg("Cancel")}</button>
      </div>
    </dialog>`;
  }

  #status() {
    if (this.isBusy) return msg("Making the file …");
    return this.said ? html`<span class="error">${this.said}</span>` : nothing;
  }

  #choice(format: ExportFormat, name: string, about: string) {
    return html`<label>
      <input
        type="radio"
        name="format"
        .checked=${this.format === format}
        @change=${() => (this.format = format)}
      />
      <span class="name">${name}</span>
      <span class="about">${about}</span>
    </label>`;
  }

  #export(): void {
    this.isBusy = true;
    this.said = "";
    const settle = (work: Promise<void>) => void this.#settled(work);
    const detail: ExportWish = { format: this.format, settle };
    this.dispatchEvent(new CustomEvent("export", { detail }));
  }

  async #settled(work: Promise<void>): Promise<void> {
    try {
      await work;
      this.dialog.close();
    } catch {
      this.said = msg("The file could not be made. Try again.");
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "export-dialog": ExportDialog;
  }
}
