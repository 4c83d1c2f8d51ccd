import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { Chat } from "../core/chat.ts";
import type { Draft } from "../core/drafts.ts";
import type { Limits, Me } from "../core/shapes.ts";
import type { DraftFiles } from "./draft-files.ts";
import "../elements/attach-button.ts";

export interface Writer extends ReactiveControllerHost, HTMLElement {
  readonly chat: Chat;
  readonly me: Me;
  readonly conversation: string;
}

/** The draft as the writer has it, and how to change and keep it. */
export interface Desk {
  readonly draft: () => Draft;
  readonly keep: (draft: Draft) => void;
}

/**
 * Files for the message that is being written, by button, paste or drop. All but the button is fetched with the first
 * of them. Event of the writer: `problem` {error}.
 */
export class Attaching implements ReactiveController {
  readonly #writer: Writer;
  readonly #desk: Desk;
  #files: DraftFiles | null = null;
  #conversation = "";
  /** Whether the kept draft is known: nothing may be written over one that is still being fetched. */
  #isRecalled = false;

  constructor(writer: Writer, desk: Desk) {
    this.#writer = writer;
    this.#desk = desk;
    writer.addController(this);
    writer.addEventListener("paste", (event) => this.#pasted(event));
  }

  hostUpdate(): void {
    const { conversation } = this.#writer;
    if (conversation !== this.#conversation) this.#isRecalled = false;
    this.#conversation = conversation;
    if (this.#isRecalled) this.#files?.follow();
  }

  /** The kept draft is here, and perhaps files with it. */
  recall({ attachments }: Draft): void {
    const { chat, conversation } = this.#writer;
    this.#conversation = conversation;
    this.#isRecalled = true;
    this.#writer.requestUpdate();
    if (attachments.length || chat.store.state.trays.has(conversation))
      void this.#with((files) => files.resume(conversation, attachments));
  }

  add(chosen: readonly File[]): void {
    const { conversation } = this.#writer;
    void this.#with((files) => files.add(conversation, chosen));
  }

  /** The message with these files has been sent: they are the message's from now on. */
  sent(): void {
    this.#files?.sent();
  }

  /** What stands in the composer's slots. */
  parts() {
    const limits = this.#limits();
    if (!limits) return nothing;
    return html`<attach-button
        slot="tools"
        .types=${limits.attachmentTypes}
        @files=${(event: CustomEvent<{ files: File[] }>) => this.add(event.detail.files)}
      ></attach-button>
      ${this.#files?.tray()}`;
  }

  /** What brings words too, such as cells of a sheet, is pasted as words. */
  #pasted(event: ClipboardEvent): void {
    const { clipboardData: data } = event;
    if (!data?.files.length || data.types.includes("text/plain") || !this.#limits()) return;
    event.preventDefault();
    this.add([...data.files]);
  }

  #limits(): Limits | null {
    const { limits } = this.#writer.me;
    return limits?.attachmentTypes?.length ? limits : null;
  }

  async #with(work: (files: DraftFiles) => void): Promise<void> {
    const limits = this.#limits();
    if (!limits) return;
    try {
      const { DraftFiles } = await import("./draft-files.ts");
      this.#files ??= new DraftFiles(this.#writer, this.#desk, limits);
      work(this.#files);
    } catch (error) {
      this.#writer.dispatchEvent(new CustomEvent("problem", { detail: { error } }));
    }
  }
}
