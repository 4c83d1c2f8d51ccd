import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { msg, str } from "@lit/localize";
import { shortened, sizeInWords } from "../core/file-names.ts";
import { isCompressible, type FileLimits } from "../core/file-rules.ts";
import { NO_TRAY, type Tray } from "../core/tray.ts";
import { isUnderway, type Upload } from "../core/uploads.ts";
import { buttons, shared } from "../styles/controls.ts";
import { iconOf, readyIcon } from "./file-icons.ts";
import { tileStyles } from "./file-tile.styles.ts";
import { stateInWords, troubleInWords } from "./file-words.ts";
import { alertIcon, closeIcon } from "./icons.ts";
import { pendingIcon } from "./thread-icons.ts";
import { trayStyles } from "./upload-tray.styles.ts";

export type TrayAct = "cancel" | "remove" | "retry" | "compress";

/** The files of the message that is being written. Event: `act` {act, key}. */
@customElement("upload-tray")
export class UploadTray extends LitElement {
  static override styles = [shared, buttons, tileStyles, trayStyles];

  @property({ attribute: false }) tray: Tray = NO_TRAY;
  @property({ attribute: false }) limits!: FileLimits;
  @property() locale = "en";
  @state() private news = "";

  /** What has come to an end since the last look is said aloud; the way there is only shown. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("tray")) return;
    const before = new Map(changed.get("tray")?.uploads.map((one) => [one.key, one.state]));
    const moved = this.tray.uploads.filter(({ key, state }) => before.get(key) !== state);
    const told = moved.filter((one) => !before.has(one.key) || !isUnderway(one));
    if (told.length) this.news = told.map((one) => this.#aloud(one)).join(" ");
  }

  #aloud(upload: Upload): string {
    return `${upload.fileName}: ${this.#trouble(upload) ?? stateInWords(upload)}.`;
  }

  #trouble({ fileName, trouble }: Upload): string | null {
    const { locale, limits } = this;
    return trouble && troubleInWords(fileName, trouble, { locale, ...limits });
  }

  protected override render() {
    return html`<ul aria-label=${msg("Files of this message")}>
        ${repeat(
          this.tray.uploads,
          ({ key }) => key,
          (upload) => this.#upload(upload),
        )}
      </ul>
      ${this.#leftOut()}
      <p class="unseen" role="status">${this.news}</p>`;
  }

  #leftOut() {
    const { leftOut } = this.tray;
    const most = this.limits.attachmentsPerMessage;
    if (!leftOut) return nothing;
    return html`<p class="note" role="status">
      ${alertIcon}${msg(str`A message takes up to ${most} files; ${leftOut} were left out. Send them with the next one.`)}
    </p>`;
  }

  #upload(upload: Upload) {
    const { fileName, contentType, size, state } = upload;
    const trouble = this.#trouble(upload);
    return html`<li class=${state}>
      ${iconOf(contentType)}
      <div>
        <p class="name" dir="auto" title=${fileName}>${shortened(fileName)}</p>
        <p class="state">
          ${sizeInWords(this.locale, size)}
          ${trouble ? nothing : html`· ${markOf(upload)}${stateInWords(upload)}`}
        </p>
        ${trouble ? html`<p class="trouble">${trouble}</p>` : nothing}
        ${state === "uploading" ? this.#progress(upload) : nothing}
      </div>
      <div class="acts">${this.#acts(upload)}</div>
    </li>`;
  }

  #progress({ fileName, progress }: Upload) {
    return html`<progress
      max="100"
      .value=${progress}
      aria-label=${msg(str`Upload of ${fileName}`)}
    ></progress>`;
  }

  #acts(upload: Upload) {
    const { state, trouble, contentType } = upload;
    const isRetryable = state === "failed" || state === "cancelled";
    const isTooLarge = trouble?.code === "TOO_LARGE" && isCompressible(contentType);
    const isMoving = state === "waiting" || state === "hashing" || state === "uploading";
    return html`${isRetryable ? this.#act(upload, "retry", msg("Try again")) : nothing}
    ${isTooLarge ? this.#act(upload, "compress", msg("Compress")) : nothing}
    ${this.#out(upload, isMoving ? "cancel" : "remove")}`;
  }

  #act({ key, fileName }: Upload, act: TrayAct, words: string) {
    return html`<button
      class="act"
      type="button"
      aria-label="${words}: ${fileName}"
      @click=${() => this.#tell(act, key)}
    >
      ${words}
    </button>`;
  }

  #out({ key, fileName }: Upload, act: "cancel" | "remove") {
    const words = act === "cancel" ? msg(str`Cancel ${fileName}`) : msg(str`Remove ${fileName}`);
    return html`<button
      class="icon-button"
      type="button"
      aria-label=${words}
      title=${words}
      @click=${() => this.#tell(act, key)}
    >
      ${closeIcon}
    </button>`;
  }

  #tell(act: TrayAct, key: string): void {
    this.dispatchEvent(new CustomEvent("act", { detail: { act, key } }));
  }
}

function markOf(upload: Upload) {
  if (upload.state === "ready") return readyIcon;
  return isUnderway(upload) ? pendingIcon : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    "upload-tray": UploadTray;
  }
}
