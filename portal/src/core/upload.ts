import { trayOf, withAttachment, withTray } from "./attachments.ts";
import { backoff, pause } from "./backoff.ts";
import type { Chat } from "./chat.ts";
import { chosen } from "./chosen.ts";
import { compressed } from "./compress.ts";
import { deliver, persistently } from "./delivery.ts";
import type { FileLimits } from "./file-rules.ts";
import { SignedOut } from "./problem.ts";
import { sendForm, type SendForm } from "./store-form.ts";
import { withoutUpload, withRecalled, withReplaced, withStep, withUploads, type Tray } from "./tray.ts";
import { stepAfter } from "./trouble.ts";
import type { Step, Upload } from "./uploads.ts";
import type { Attachment } from "./shapes.ts";

const MOST_AT_ONCE = 3;

/** Brings files into messages that are being written; goes on while another conversation is open. */
export class Uploader {
  readonly #chat: Chat;
  readonly #limits: FileLimits;
  readonly #send: SendForm;
  readonly #files = new Map<string, File>();
  readonly #underway = new Map<string, AbortController>();

  constructor(chat: Chat, limits: FileLimits, send: SendForm = sendForm) {
    this.#chat = chat;
    this.#limits = limits;
    this.#send = send;
  }

  add(id: string, files: readonly File[]): void {
    const uploads = files.map((file) => this.#uploadOf(file));
    this.#change(id, (tray) => withUploads(tray, uploads, this.#limits.attachmentsPerMessage));
    this.#start();
  }

  /** The same picture in fewer bytes, in the place of one that was too large. */
  async compress(id: string, key: string): Promise<void> {
    const file = this.#files.get(key);
    this.#step(id, key, { kind: "compressing" });
    if (!file) return this.#step(id, key, lost);
    const smaller = await compressed(file, this.#limits.attachmentBytes).catch(() => null);
    if (!smaller) return this.#step(id, key, stillTooLarge);
    if (this.#find(id, key)?.state !== "compressing") return;
    const upload = this.#uploadOf(smaller);
    this.#files.delete(key);
    this.#change(id, (tray) => withReplaced(tray, key, upload));
    this.#start();
  }

  cancel(id: string, key: string): void {
    this.#step(id, key, { kind: "cancelled" });
    this.#underway.get(key)?.abort();
  }

  remove(id: string, key: string): void {
    this.cancel(id, key);
    this.#files.delete(key);
    this.#change(id, (tray) => withoutUpload(tray, key));
  }

  /** Lets go of files that have been sent. */
  release(uploads: readonly Upload[]): void {
    for (const { key } of uploads) this.#files.delete(key);
  }

  retry(id: string, key: string): void {
    this.#step(id, key, { kind: "again" });
    const upload = this.#find(id, key);
    if (upload?.state === "checking") void this.#finish(id, key);
    else this.#start();
  }

  /** Takes up the files of a kept draft. What had not wholly arrived is lost: the browser has let go of it. */
  resume(id: string, kept: readonly Attachment[]): void {
    const known = new Set(trayOf(this.#chat.store.state, id).uploads.map(({ key }) => key));
    this.#change(id, (tray) => withRecalled(tray, kept));
    for (const { key, state, isUploaded } of trayOf(this.#chat.store.state, id).uploads) {
      if (known.has(key) || state === "refused") continue;
      void (!isUploaded
        ? this.#finish(id, key)
        : state === "ready"
          ? this.#ask(id, key)
          : this.#watch(id, key));
    }
  }

  #uploadOf(file: File): Upload {
    const upload = chosen(file, crypto.randomUUID(), this.#limits);
    this.#files.set(upload.key, file);
    return upload;
  }

  /** The next ones that wait, in whichever conversation, as many as may go at once. */
  #start(): void {
    for (const [id, { uploads }] of this.#chat.store.state.trays) {
      for (const upload of uploads) {
        if (this.#underway.size >= MOST_AT_ONCE) return;
        if (upload.state === "waiting" && !this.#underway.has(upload.key)) void this.#run(id, upload);
      }
    }
  }

  async #run(id: string, upload: Upload): Promise<void> {
    const { key } = upload;
    const file = this.#files.get(key);
    if (!file) return this.#step(id, key, lost);
    const abort = new AbortController();
    this.#underway.set(key, abort);
    try {
      const { signal } = abort;
      const tell = (step: Step) => void (signal.aborted || this.#step(id, key, step));
      await deliver({ chat: this.#chat, conversation: id, upload, file, send: this.#send, signal, tell });
      tell({ kind: "uploaded" });
    } catch (error) {
      if (!abort.signal.aborted) this.#fail(id, key, error);
    } finally {
      this.#underway.delete(key);
      this.#start();
    }
    await this.#finish(id, key);
  }

  /** Tells the server that all bytes are there, and waits for what its check says. */
  async #finish(id: string, key: string): Promise<void> {
    const upload = this.#find(id, key);
    if (upload?.state !== "checking" || !upload.attachment) return;
    const { id: file } = upload.attachment;
    try {
      this.#hear(id, await persistently(() => this.#chat.api.uploaded(id, file)));
    } catch (error) {
      // Without the file at hand there is nothing that could be sent again.
      this.#step(id, key, this.#files.has(key) ? stepAfter(error) : lost);
      return this.#note(error);
    }
    await this.#watch(id, key);
  }

  /** An event says when the check is over; where none comes, asking does. */
  async #watch(id: string, key: string): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await pause(backoff(attempt));
      if (this.#find(id, key)?.state !== "checking" || !(await this.#ask(id, key))) return;
    }
  }

  async #ask(id: string, key: string): Promise<boolean> {
    const file = this.#find(id, key)?.attachment?.id;
    if (!file) return false;
    try {
      this.#hear(id, await persistently(() => this.#chat.api.attachment(id, file)));
      return true;
    } catch (error) {
      this.#fail(id, key, error);
      return false;
    }
  }

  #fail(id: string, key: string, error: unknown): void {
    this.#step(id, key, stepAfter(error));
    this.#note(error);
  }

  #note(error: unknown): void {
    if (error instanceof SignedOut) this.#chat.onSignedOut();
  }

  #hear(id: string, attachment: Attachment): void {
    this.#chat.store.change((state) => withAttachment(state, id, attachment));
  }

  #step(id: string, key: string, step: Step): void {
    this.#change(id, (tray) => withStep(tray, key, step));
  }

  #change(id: string, next: (tray: Tray) => Tray): void {
    this.#chat.store.change((state) => withTray(state, id, next));
  }

  #find(id: string, key: string): Upload | undefined {
    return trayOf(this.#chat.store.state, id).uploads.find((one) => one.key === key);
  }
}

const lost: Step = { kind: "refused", trouble: { code: "LOST", detail: null } };
const stillTooLarge: Step = { kind: "refused", trouble: { code: "STILL_TOO_LARGE", detail: null } };

const uploaders = new WeakMap<Chat, Uploader>();

/** The one of a chat: no more than three files go at once, in whatever conversations. */
export function uploaderOf(chat: Chat, limits: FileLimits): Uploader {
  const uploader = uploaders.get(chat) ?? new Uploader(chat, limits);
  uploaders.set(chat, uploader);
  return uploader;
}
