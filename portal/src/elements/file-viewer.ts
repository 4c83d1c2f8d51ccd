import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shortened } from "../core/file-names.ts";
import type { Attachment } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { downloadIcon } from "./file-icons.ts";
import { closeIcon } from "./icons.ts";

/** Shows one picture or PDF over the page. Event: `download` {attachment}. */
@customElement("file-viewer")
export class FileViewer extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      dialog {
        width: min(1100px, 96vw);
        max-width: none;
        height: 94dvh;
        max-height: none;
        padding: 0;
        border: 0;
        border-radius: var(--radius-large);
        background: var(--surface);
        color: var(--text);
        box-shadow: var(--shadow-high);
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: var(--backdrop);
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 6px 8px 6px 20px;
        border-bottom: 1px solid var(--line);
      }
      h2 {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        font-size: var(--size-title);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      img,
      iframe {
        flex: 1;
        width: 100%;
        min-height: 0;
        border: 0;
        background: var(--surface-sunken);
        object-fit: contain;
      }
    `,
  ];

  @property() locale = "en";
  @state() private attachment: Attachment | null = null;
  @state() private address = "";
  @query("dialog") private dialog!: HTMLDialogElement;

  async show(attachment: Attachment, content: Blob): Promise<void> {
    this.#release();
    this.attachment = attachment;
    this.address = URL.createObjectURL(content);
    await this.updateComplete;
    if (this.attachment === attachment) this.dialog.showModal();
  }

  /** Puts away what it shows, unless that is one of these files. */
  keepOnly(files: ReadonlySet<string>): void {
    if (!this.attachment || files.has(this.attachment.id)) return;
    this.dialog.close();
    this.#forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#release();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <header>
        <h2 id="title" dir="auto">${shortened(this.attachment?.fileName ?? "", 60)}</h2>
        <button
          class="icon-button"
          aria-label=${msg("Download")}
          title=${msg("Download")}
          @click=${this.#download}
        >
          ${downloadIcon}
        </button>
        <button class="icon-button" aria-label=${msg("Close")} @click=${() => this.dialog.close()}>
          ${closeIcon}
        </button>
      </header>
      ${this.attachment ? this.#content(this.attachment) : nothing}
    </dialog>`;
  }

  #content({ contentType, fileName }: Attachment) {
    // Without `sandbox`: the browsers' own viewers refuse to work in one.
    return contentType.startsWith("image/")
      ? html`<img src=${this.address} alt=${fileName} />`
      : html`<iframe src=${this.address} title=${fileName}></iframe>`;
  }

  /** A click beside the dialog closes it. */
  #clicked(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  #download(): void {
    const { attachment } = this;
    this.dispatchEvent(new CustomEvent("download", { detail: { attachment } }));
  }

  /** Told late: the next file may be shown already. */
  #closed(): void {
    if (!this.dialog.open) this.#forget();
  }

  #forget(): void {
    this.attachment = null;
    this.#release();
  }

  #release(): void {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = "";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "file-viewer": FileViewer;
  }
}
