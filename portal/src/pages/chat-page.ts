import { html, LitElement, type PropertyValues } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import type { Me } from "../core/shapes.ts";
import { messagesIcon } from "../elements/icons.ts";
import { shared } from "../styles/controls.ts";
import { chatPageStyles } from "./chat-page.styles.ts";
import type { InboxPane } from "./inbox-pane.ts";
import { tell } from "./tell.ts";
import "./inbox-pane.ts";

const ONE_PANE_BELOW_PX = 760;

/** Inbox and thread, side by side where there is room. Events: `go` {path}, `compose`, `problem` {error}. */
@customElement("chat-page")
export class ChatPage extends LitElement {
  static override styles = [shared, chatPageStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property() conversationId: string | null = null;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @query("inbox-pane") private inbox!: InboxPane;
  readonly #size = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < ONE_PANE_BELOW_PX;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  /** The list does not wait for what shows a conversation; by the time that one is opened, it is there. */
  protected override firstUpdated(): void {
    import("./conversation-pane.ts").catch((error: unknown) => tell(this, "problem", { error }));
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("conversationId");
    if (before && !this.conversationId) this.inbox.focusRow(before);
  }

  protected override render() {
    return html`<inbox-pane
        ?hidden=${this.narrow && this.conversationId !== null}
        .chat=${this.chat}
        .reader=${this.reader}
        .selected=${this.conversationId}
        @compose=${() => tell(this, "compose", {})}
        @go=${this.#pass}
        @problem=${this.#pass}
      ></inbox-pane>
      <section ?hidden=${this.narrow && this.conversationId === null} aria-label=${msg("Conversation")}>
        ${this.conversationId ? this.#conversation(this.conversationId) : this.#nothingOpen()}
      </section>`;
  }

  #nothingOpen() {
    return html`<empty-state heading=${msg("Choose a conversation")} .icon=${messagesIcon}>
      ${msg("Pick one from the list, or write a new message.")}
    </empty-state>`;
  }

  #conversation(id: string) {
    return html`<conversation-pane
      .chat=${this.chat}
      .me=${this.me}
      .reader=${this.reader}
      conversation=${id}
      ?narrow=${this.narrow}
      @go=${this.#pass}
      @problem=${this.#pass}
    ></conversation-pane>`;
  }

  readonly #pass = ({ type, detail }: CustomEvent): void => {
    tell(this, type as "go" | "problem", detail as never);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "chat-page": ChatPage;
  }
}
