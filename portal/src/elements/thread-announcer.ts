import { css, html, LitElement, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { inWords } from "../core/in-words.ts";
import { isNews } from "../core/messages.ts";
import type { Reader } from "../core/reader.ts";
import type { Message } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";

/** Reads new messages of others out, politely; never the history, which a screen reader would recite. */
@customElement("thread-announcer")
export class ThreadAnnouncer extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: absolute;
      }
    `,
  ];

  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) reader!: Reader;
  @state() private words = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("messages")?.at(-1);
    const latest = this.messages.at(-1);
    const isNew =
      before && latest && before.conversationId === latest.conversationId && latest.seq > before.seq;
    if (!isNew || !isNews(latest, this.reader.me.id)) return;
    this.words = announced(latest);
  }

  protected override render() {
    return html`<p class="unseen" role="status" aria-live="polite">${this.words}</p>`;
  }
}

/** What is sensitive is not read out, here or to whoever is near: it stays in the thread. */
function announced(message: Message): string {
  const name = message.sender?.name ?? "";
  return message.sensitive
    ? msg(str`New sensitive message from ${name}`)
    : msg(str`New message from ${name}: ${inWords(message)}`);
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-announcer": ThreadAnnouncer;
  }
}
