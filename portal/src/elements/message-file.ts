import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { shortened, sizeInWords } from "../core/file-names.ts";
import type { Attachment } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { downloadIcon, iconOf, pictureIcon } from "./file-icons.ts";
import { tileStyles } from "./file-tile.styles.ts";
import { troubleInWords, typeInWords } from "./file-words.ts";
import { alertIcon } from "./icons.ts";
import { isPicture } from "./message-files.ts";
import { messageFileStyles } from "./message-file.styles.ts";

/** What is wanted of a file. Whoever can fulfil it says so by settling it. */
export interface FileWish {
  readonly attachment: Attachment;
  /** `preview`: the picture, for the thread. `open`: large, over the page. `download`: under its own name. */
  readonly act: "preview" | "open" | "download";
  /** Where a page of its own is to show it: made in the moment of the click, or the browser would block it. */
  readonly tab: Window | null;
  readonly settle: (work: Promise<Blob | void>) => void;
}

const NEAR = "400px";

/** One file of a message: a picture, or a tile. Event: `file-wish` {FileWish}, bubbling. */
@customElement("message-file")
export class MessageFile extends LitElement {
  static override styles = [shared, buttons, tileStyles, messageFileStyles];

  @property({ attribute: false }) attachment!: Attachment;
  @property() locale = "en";
  @state() private address: string | null = null;
  @state() private isBusy = false;
  @state() private hasFailed = false;
  readonly #seeing = new IntersectionObserver(([entry]) => entry?.isIntersecting && this.#seen(), {
    rootMargin: NEAR,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seeing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seeing.disconnect();
    this.#show(null);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("attachment");
    if (before && (before.id !== this.attachment.id || !isPicture(this.attachment))) this.#show(null);
  }

  protected override render() {
    return isPicture(this.attachment) && !this.hasFailed ? this.#picture() : this.#tile();
  }

  #picture() {
    const { fileName } = this.attachment;
    return html`<button
      class="picture"
      aria-label=${msg(str`Open photo ${fileName}`)}
      aria-busy=${this.isBusy || !this.address}
      @click=${() => this.#wish("open")}
    >
      ${this.address ? html`<img src=${this.address} alt="" @error=${this.#broken} />` : pictureIcon}
    </button>`;
  }

  #tile() {
    const { fileName, contentType, size, state } = this.attachment;
    const isRefused = state === "refused";
    return html`<div class="file ${state}">
      ${isRefused ? alertIcon : iconOf(contentType)}
      <div class="words">
        <p class="name" dir="auto" title=${fileName}>${shortened(fileName)}</p>
        ${
          isRefused || this.hasFailed
            ? html`<p class="trouble">${this.#trouble()}</p>`
            : html`<p class="about">${typeInWords(contentType)} · ${sizeInWords(this.locale, size)}</p>`
        }
      </div>
      ${state === "ready" ? this.#acts() : nothing}
    </div>`;
  }

  #trouble(): string {
    const { fileName, reason, state } = this.attachment;
    if (state !== "refused") return msg("It could not be fetched. Try again.");
    const { locale } = this;
    return troubleInWords(fileName, { code: reason ?? "", detail: null }, { locale, attachmentBytes: 0 });
  }

  #acts() {
    const { fileName, hasPreview } = this.attachment;
    return html`<div class="acts" aria-busy=${this.isBusy}>
      ${
        hasPreview
          ? html`<button
              class="act"
              aria-label=${msg(str`Open ${fileName}`)}
              @click=${() => this.#wish("open")}
            >
              ${msg("Open", { id: "open-file" })}
            </button>`
          : nothing
      }
      <button
        class="icon-button"
        aria-label=${msg(str`Download ${fileName}`)}
        title=${msg("Download")}
        @click=${() => this.#wish("download")}
      >
        ${downloadIcon}
      </button>
    </div>`;
  }

  /** Comes near what is in view: only then is its picture fetched. */
  #seen(): void {
    if (isPicture(this.attachment) && !this.address && !this.isBusy && !this.hasFailed) this.#wish("preview");
  }

  #wish(act: FileWish["act"]): void {
    if (this.isBusy && act !== "open") return;
    const { attachment } = this;
    const isPage = act === "open" && !isPicture(attachment) && !canShowPages();
    const tab = isPage ? window.open("", "_blank") : null;
    const settle = (work: Promise<Blob | void>) => void this.#follow(attachment.id, work);
    const detail: FileWish = { attachment, act, tab, settle };
    this.dispatchEvent(new CustomEvent("file-wish", { detail, bubbles: true, composed: true }));
  }

  async #follow(id: string, work: Promise<Blob | void>): Promise<void> {
    this.isBusy = true;
    try {
      const blob = await work;
      if (blob && id === this.attachment.id && this.isConnected) this.#show(URL.createObjectURL(blob));
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    } finally {
      this.isBusy = false;
    }
    if (!this.address) this.#seen();
  }

  #broken(): void {
    this.#show(null);
    this.hasFailed = true;
  }

  #show(address: string | null): void {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = address;
  }
}

/** On phones a PDF in a frame shows its first page alone, or nothing: there it is opened by itself. */
function canShowPages(): boolean {
  return navigator.pdfViewerEnabled && !matchMedia("(pointer: coarse) and (hover: none)").matches;
}

declare global {
  interface HTMLElementTagNameMap {
    "message-file": MessageFile;
  }
}
