import { html, LitElement } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Chat } from "../core/chat.ts";
import { keepFirst, recallFirst } from "../core/first-drafts.ts";
import { beginConversation } from "../core/inbox.ts";
import { nextFilled } from "../core/pages.ts";
import type { Reader } from "../core/reader.ts";
import type { Me, NewConversation } from "../core/shapes.ts";
import type { NewMessageActs, NewMessageDialog, Prefilled } from "../elements/new-message-dialog.ts";
import { CardLookups } from "./card-lookups.ts";
import { chatPath } from "./routes.ts";
import { tell } from "./tell.ts";
import "../elements/new-message-dialog.ts";

/** Whom a new message is meant for, as far as the page knows. */
export type Compose = Prefilled;

/** The dialog for a new message, with the look-ups and the sending that it needs. Event: `go` {path}. */
@customElement("new-message")
export class NewMessage extends LitElement {
  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @query("new-message-dialog") private dialog!: NewMessageDialog;

  readonly #cards = new CardLookups();

  async open(about: Compose): Promise<void> {
    await this.updateComplete;
    await this.dialog.open(about);
  }

  protected override render() {
    return html`<new-message-dialog
      .reader=${this.reader}
      .myTeams=${this.me.person.careTeams ?? []}
      .acts=${this.#acts}
      .limit=${this.me.limits?.textLength ?? 8000}
    ></new-message-dialog>`;
  }

  readonly #acts: NewMessageActs = {
    findPatients: async (words) =>
      (await nextFilled((cursor) => this.chat.api.patients(words, cursor))).items,
    cardsOf: (id) => this.#cards.about(id, this.chat.api, this.reader.clock),
    contacts: () => this.chat.api.contacts(),
    begin: async (draft: NewConversation) => {
      const id = await beginConversation(this.chat, draft);
      tell(this, "go", { path: chatPath(id) });
    },
    recall: () => recallFirst(this.chat.keepsakes),
    keep: (draft) => keepFirst(this.chat.keepsakes, draft),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "new-message": NewMessage;
  }
}
