import { html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { counterpart } from "../core/people.ts";
import type { Reader } from "../core/reader.ts";
import type { Conversation, Person } from "../core/shapes.ts";
import { typingInWords, type Presence } from "../core/words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { backIcon } from "./thread-icons.ts";
import { headerStyles } from "./thread-header.styles.ts";
import "./person-avatar.ts";

/**
 * Topic and people of the open conversation, who of them is there; a way back to the inbox where only one pane is shown.
 * Slot: what can be done with it.
 */
@customElement("thread-header")
export class ThreadHeader extends LitElement {
  static override styles = [shared, buttons, headerStyles];

  @property({ attribute: false }) conversation: Conversation | undefined;
  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) presence: Presence | null = null;
  @property({ attribute: false }) typists: readonly Person[] = [];
  @property() back = "/chat";
  @property({ type: Boolean, reflect: true }) narrow = false;

  /** Where the keyboard goes when a thread has been opened. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override render() {
    const label = this.back === "/chat" ? msg("Back to messages") : msg("Back to cases");
    return html`<a class="icon-button back" href=${this.back} aria-label=${label}>${backIcon}</a>
      ${this.conversation ? this.#words(this.conversation) : nothing}
      <slot></slot>`;
  }

  #words(conversation: Conversation) {
    const other = counterpart(conversation, this.reader.me);
    const { presence } = this;
    return html`<span
        class=${presence?.isOnline && conversation.kind !== "case" ? "picture online" : "picture"}
      >
        <person-avatar initials=${other.initials} of=${other.id}></person-avatar>
      </span>
      <div class="words">
        <h1 tabindex="-1" dir="auto">${conversation.topic || other.name}</h1>
        <p class=${this.typists.length ? "about typing" : "about"}>
          ${this.#about(conversation, other.name)}
          ${this.typists.length ? this.#typing() : presence ? html`<span>${presence.words}</span>` : nothing}
        </p>
      </div>
      ${conversation.status === "open" ? nothing : html`<span class="status">${STATUS[conversation.status]()}</span>`}`;
  }

  #about(conversation: Conversation, other: string) {
    const { patient, topic, careTeam, kind } = conversation;
    const name = topic ? other : msg("Direct message");
    if (this.reader.me.role === "patient") return html`<span class="who" dir="auto">${name}</span>`;
    const group = kind === "case" ? msg(str`Case with ${this.#colleague(conversation)}`) : careTeam?.name;
    return html`<span class="who" dir="auto"
        ><a class="patient" href="/patients/${encodeURIComponent(patient.id)}">${patient.name}</a></span
      >
      <span class="id">${patient.id}</span>
      ${topic ? nothing : html`<span class="group">${name}</span>`}
      ${group ? html`<span class="group">${group}</span>` : nothing}`;
  }

  /** The other one of the two that a case belongs to. */
  #colleague({ requester, provider }: Conversation): string {
    const other = requester?.id === this.reader.me.id ? provider : requester;
    return other?.name ?? "";
  }

  #typing() {
    return html`<span class="dots">${typingInWords(this.typists)}</span>`;
  }
}

const STATUS = {
  resolved: () => msg("Resolved"),
  archived: () => msg("Archived"),
};

declare global {
  interface HTMLElementTagNameMap {
    "thread-header": ThreadHeader;
  }
}
