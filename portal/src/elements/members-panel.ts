import { html, LitElement, nothing } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { dayTitle, timeOfDay } from "../core/dates.ts";
import { reading } from "../core/reading.ts";
import type { Reader } from "../core/reader.ts";
import type { Member, Message } from "../core/shapes.ts";
import { titleOf } from "../core/words.ts";
import { buttons, shared } from "../styles/controls.ts";
import { closeIcon } from "./icons.ts";
import { membersStyles } from "./members-panel.styles.ts";
import "./loading-rows.ts";
import "./person-avatar.ts";

/** Who reads a conversation, who of them is online, and how far each has read. Event: `closed`. */
@customElement("members-panel")
export class MembersPanel extends LitElement {
  static override styles = [shared, buttons, membersStyles];

  /** Undefined until they are known. */
  @property({ attribute: false }) members: readonly Member[] | undefined;
  @property({ attribute: false }) online: ReadonlySet<string> = new Set();
  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) reader!: Reader;
  @query("dialog") private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <header>
        <h2 id="title">${msg("Members")}</h2>
        <button class="icon-button" aria-label=${msg("Close")} @click=${() => this.dialog.close()}>
          ${closeIcon}
        </button>
      </header>
      ${
        this.members
          ? html`<ul>
              ${this.members.map((member) => this.#member(member))}
            </ul>`
          : html`<loading-rows rows="3"></loading-rows>`
      }
      <p class="note">${msg("Nobody else at the clinic can read this conversation.")}</p>
    </dialog>`;
  }

  #member(member: Member) {
    const { person } = member;
    const isOnline = this.online.has(person.id);
    const isMe = person.id === this.reader.me.id;
    return html`<li>
      <span class=${isOnline ? "picture online" : "picture"}>
        <person-avatar initials=${person.initials} of=${person.id}></person-avatar>
      </span>
      <div>
        <p class="name" dir="auto">${person.name} ${isMe ? html`<span>(${msg("you")})</span>` : nothing}</p>
        <p class="role">${titleOf(person)}${isOnline ? html` · <b>${msg("Online")}</b>` : nothing}</p>
        ${isMe ? nothing : html`<p class="read">${this.#reading(member)}</p>`}
      </div>
    </li>`;
  }

  #reading(member: Member): string {
    const { kind, upTo } = reading(member, this.messages);
    if (kind === "everything") return msg("Has read everything");
    if (kind === "nothing") return msg("Has not read anything yet");
    return upTo
      ? `${msg("Has read up to")} ${dayTitle(this.reader.clock, upTo)}, ${timeOfDay(this.reader.clock, upTo)}`
      : msg("Has newer messages to read");
  }

  /** A click beside the panel closes it. */
  #clicked(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  #closed(): void {
    this.dispatchEvent(new CustomEvent("closed"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "members-panel": MembersPanel;
  }
}
