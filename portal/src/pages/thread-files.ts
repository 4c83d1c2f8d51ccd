import { html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Chat } from "../core/chat.ts";
import { contentOf, type Rendition } from "../core/file-content.ts";
import { SignedOut } from "../core/problem.ts";
import type { Attachment } from "../core/shapes.ts";
import { isOfSensitive, showable } from "../core/shown-files.ts";
import { threadOf, type Thread } from "../core/state.ts";
import type { FileViewer } from "../elements/file-viewer.ts";
import type { FileWish } from "../elements/message-file.ts";
import { LockableTabs } from "./lockable-tabs.ts";
import { StoreController } from "./store-controller.ts";

const MOST_KEPT = 30;

/**
 * Fetches the files of a thread as they are wanted, and shows them over it: for as long as the thread holds them as
 * ready. What is locked or refused leaves the screen, and what is on its way then is not shown. Event: `problem` {error}.
 */
@customElement("thread-files")
export class ThreadFiles extends LitElement {
  @property({ attribute: false }) chat!: Chat;
  @property() conversation = "";
  @query("file-viewer") private viewer!: FileViewer | null;
  /** Pictures that have been shown: they are drawn anew with every change of their message. */
  readonly #kept = new Map<string, Promise<Blob>>();
  readonly #tabs = new LockableTabs();
  readonly #store = new StoreController(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tabs.keepOnly(new Set());
  }

  protected override willUpdate(): void {
    this.#store.follow(this.chat.store);
    const files = showable(this.#thread);
    for (const id of [...this.#kept.keys()].filter((id) => !files.has(id))) this.#kept.delete(id);
    this.#tabs.keepOnly(files);
    this.viewer?.keepOnly?.(files);
  }

  get #thread(): Thread {
    return threadOf(this.chat.store.state, this.conversation);
  }

  #isShowable({ id }: Attachment): boolean {
    return this.isConnected && showable(this.#thread).has(id);
  }

  async fulfil(wish: FileWish): Promise<Blob | void> {
    try {
      return await this.#fulfil(wish);
    } catch (error) {
      if (error instanceof SignedOut) this.chat.onSignedOut();
      throw error;
    }
  }

  async #fulfil({ attachment, act, tab }: FileWish): Promise<Blob | void> {
    if (act === "download") return this.#download(attachment);
    if (tab) return this.#openIn(tab, attachment);
    const shown = await this.#shown(attachment);
    if (act === "preview") return this.#isShowable(attachment) ? shown : undefined;
    await import("../elements/file-viewer.ts");
    await this.updateComplete;
    if (this.#isShowable(attachment)) await this.viewer?.show(attachment, shown);
  }

  protected override render() {
    return html`<file-viewer
      @download=${(event: CustomEvent<{ attachment: Attachment }>) => this.#try(event.detail.attachment)}
    ></file-viewer>`;
  }

  #shown(attachment: Attachment): Promise<Blob> {
    if (!attachment.contentType.startsWith("image/")) return this.#fetch(attachment, "preview");
    const known = this.#kept.get(attachment.id);
    if (known) return known;
    const shown = this.#fetch(attachment, "preview");
    this.#kept.set(attachment.id, shown);
    shown.catch(() => this.#kept.delete(attachment.id));
    const [oldest] = this.#kept.keys();
    if (oldest && this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return shown;
  }

  #fetch(attachment: Attachment, rendition: Rendition): Promise<Blob> {
    return contentOf(this.chat.api, this.conversation, attachment, rendition);
  }

  async #openIn(tab: Window, attachment: Attachment): Promise<void> {
    try {
      if (this.#mustLock(attachment)) return await this.#openLockable(tab, attachment);
      const { url } = await this.chat.api.fileLink(this.conversation, attachment.id, "preview");
      if (!this.#isShowable(attachment)) return tab.close();
      tab.opener = null;
      tab.location.replace(url);
    } catch (error) {
      tab.close();
      throw error;
    }
  }

  #mustLock({ id }: Attachment): boolean {
    return this.chat.store.state.secrets.state !== "open" && isOfSensitive(this.#thread, id);
  }

  async #openLockable(tab: Window, attachment: Attachment): Promise<void> {
    const content = await this.#fetch(attachment, "preview");
    if (this.#isShowable(attachment)) this.#tabs.show(attachment.id, tab, content);
    else tab.close();
  }

  /** From a blob: an error of the store would otherwise take the place of the page. */
  async #download(attachment: Attachment): Promise<void> {
    const content = await this.#fetch(attachment, "original");
    if (!this.#isShowable(attachment)) return;
    const address = URL.createObjectURL(content);
    const link = document.createElement("a");
    link.href = address;
    link.download = attachment.fileName;
    link.click();
    // The browser takes the bytes at once, but not within this turn.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  #try(attachment: Attachment): void {
    this.#download(attachment).catch((error: unknown) =>
      this.dispatchEvent(new CustomEvent("problem", { detail: { error } })),
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-files": ThreadFiles;
  }
}
