import { html, nothing } from "lit";
import { areSame } from "../core/attached.ts";
import { trayOf, withoutTray } from "../core/attachments.ts";
import type { FileLimits } from "../core/file-rules.ts";
import { readerOf } from "../core/reader.ts";
import type { Attachment } from "../core/shapes.ts";
import { attachmentsOf } from "../core/tray.ts";
import { uploaderOf, type Uploader } from "../core/upload.ts";
import type { TrayAct } from "../elements/upload-tray.ts";
import type { Desk, Writer } from "./attaching.ts";
import { guardUploads } from "./guard-uploads.ts";
import "../elements/upload-tray.ts";

/** The files of a draft: uploads go on by themselves, and the draft follows what becomes of them. */
export class DraftFiles {
  readonly #writer: Writer;
  readonly #desk: Desk;
  readonly #limits: FileLimits;
  readonly #uploader: Uploader;

  constructor(writer: Writer, desk: Desk, limits: FileLimits) {
    this.#writer = writer;
    this.#desk = desk;
    this.#limits = limits;
    this.#uploader = uploaderOf(writer.chat, limits);
    guardUploads(writer.chat);
  }

  follow(): void {
    const { chat, conversation } = this.#writer;
    const tray = chat.store.state.trays.get(conversation);
    if (!tray) return;
    const draft = this.#desk.draft();
    const attachments = attachmentsOf(tray);
    if (!areSame(draft.attachments, attachments)) this.#desk.keep({ ...draft, attachments });
  }

  resume(conversation: string, kept: readonly Attachment[]): void {
    this.#uploader.resume(conversation, kept);
    // What the store told before this was here went unheard.
    this.#writer.requestUpdate();
  }

  add(conversation: string, files: readonly File[]): void {
    this.#uploader.add(conversation, files);
  }

  sent(): void {
    const { chat, conversation } = this.#writer;
    this.#uploader.release(trayOf(chat.store.state, conversation).uploads);
    chat.store.change((state) => withoutTray(state, conversation));
  }

  tray() {
    const { chat, conversation, me } = this.#writer;
    const tray = trayOf(chat.store.state, conversation);
    if (!tray.uploads.length) return nothing;
    return html`<upload-tray
      slot="above"
      .tray=${tray}
      .limits=${this.#limits}
      locale=${readerOf(me, document.documentElement.lang, navigator.languages).clock.locale}
      @act=${({ detail }: CustomEvent<{ act: TrayAct; key: string }>) =>
        void this.#uploader[detail.act](conversation, detail.key)}
    ></upload-tray>`;
  }
}
