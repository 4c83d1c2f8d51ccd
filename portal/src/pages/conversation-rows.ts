import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation } from "../core/shapes.ts";
import type { MenuWish } from "../elements/conversation-row.ts";
import { shared } from "../styles/controls.ts";
import type { InboxMenu } from "./inbox-menu.ts";
import { tell } from "./tell.ts";
import "../elements/conversation-row.ts";

/** Some conversations, each with the menu that it has in the inbox. Events: `go`, `problem`. */
@customElement("conversation-rows")
export class ConversationRows extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() label = "";
  @property({ attribute: false }) conversations: readonly Conversation[] = [];
  @query("inbox-menu") private menu!: InboxMenu;

  protected override render() {
    return html`<ul aria-label=${this.label || nothing} @menu=${this.#openMenu}>
        ${repeat(
          this.conversations,
          ({ id }) => id,
          (conversation) =>
            html`<li>
              <conversation-row .conversation=${conversation} .reader=${this.reader}></conversation-row>
            </li>`,
        )}
      </ul>
      <inbox-menu
        .chat=${this.chat}
        .reader=${this.reader}
        @go=${(event: CustomEvent) => tell(this, "go", event.detail)}
        @problem=${(event: CustomEvent) => tell(this, "problem", event.detail)}
      ></inbox-menu>`;
  }

  async #openMenu({ detail }: CustomEvent<MenuWish>): Promise<void> {
    try {
      await import("./inbox-menu.ts");
      await this.menu.open(detail);
    } catch (error) {
      tell(this, "problem", { error });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-rows": ConversationRows;
  }
}
