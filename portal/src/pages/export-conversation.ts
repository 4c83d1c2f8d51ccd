import { html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Chat } from "../core/chat.ts";
import { exportedFiles, type ExportFormat } from "../core/exporting.ts";
import { SignedOut } from "../core/problem.ts";
import type { ExportDialog, ExportWish } from "../elements/export-dialog.ts";
import "../elements/export-dialog.ts";

/** Saves a conversation as files of this computer, once somebody has said how. */
@customElement("export-conversation")
export class ExportConversation extends LitElement {
  @property({ attribute: false }) chat!: Chat;
  @property({ type: Boolean }) patient = false;
  @query("export-dialog") private dialog!: ExportDialog;
  #conversation = "";

  async open(conversation: string): Promise<void> {
    this.#conversation = conversation;
    await this.updateComplete;
    await this.dialog.open();
  }

  protected override render() {
    return html`<export-dialog
      ?patient=${this.patient}
      @export=${({ detail }: CustomEvent<ExportWish>) => detail.settle(this.#save(detail.format))}
    ></export-dialog>`;
  }

  async #save(format: ExportFormat): Promise<void> {
    try {
      for await (const file of exportedFiles(this.chat.api.http, this.#conversation, format))
        save(file.name, file.content);
    } catch (error) {
      if (error instanceof SignedOut) this.chat.onSignedOut();
      throw error;
    }
  }
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  // The browser takes the bytes at once, but not within this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

declare global {
  interface HTMLElementTagNameMap {
    "export-conversation": ExportConversation;
  }
}
