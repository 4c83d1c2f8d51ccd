import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { isRequester } from "../core/cases.ts";
import { dateAndTime, shortTime } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import type { Case } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";
import { rowStyles } from "./conversation-row.styles.ts";
import { markStyles } from "./row-marks.styles.ts";
import "./person-avatar.ts";

/** One case in the list: a link over the whole row. */
@customElement("case-row")
export class CaseRow extends LitElement {
  static override styles = [
    shared,
    rowStyles,
    markStyles,
    css`
      .about {
        flex-wrap: wrap;
        white-space: normal;
      }
      .last {
        padding: 0;
      }
      .count {
        color: var(--text-soft);
      }
    `,
  ];

  @property({ attribute: false }) case!: Case;
  @property({ attribute: false }) reader!: Reader;
  @property({ type: Boolean }) selected = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(".open")?.focus();
  }

  protected override render() {
    const { id, title, patient, conversation } = this.case;
    const unread = conversation?.unreadCount ?? 0;
    return html`<div class="row ${unread > 0 ? "unread" : ""}">
      <a
        class="open"
        href="/cases/${encodeURIComponent(id)}"
        aria-labelledby="title"
        aria-describedby="about sides last chips"
        aria-current=${this.selected ? "page" : nothing}
      ></a>
      <person-avatar initials=${patient.initials} of=${patient.id}></person-avatar>
      <div class="words">
        <p class="first"><span id="title" class="topic" dir="auto">${title}</span>${this.#time()}</p>
        <p id="about" class="about">
          <span class="name" dir="auto">${patient.name}</span><span class="id">${patient.id}</span>
          ${unread > 0 ? html`<span class="badge">${unread}<span class="unseen">${msg("unread")}</span></span>` : nothing}
        </p>
        <p id="sides" class="about">${this.#sides()}</p>
        <p id="last" class="last"><span class="preview" dir="auto">${this.#preview()}</span></p>
        <p id="chips" class="chips">${this.#chip()}</p>
      </div>
    </div>`;
  }

  #sides() {
    const { requester, provider } = this.case;
    return isRequester(this.case, this.reader.me)
      ? html`<bdi>${msg(str`You asked ${provider.name}`)}</bdi>`
      : html`<bdi>${msg(str`${requester.name} asked you`)}</bdi>`;
  }

  #time() {
    const at = this.case.conversation?.lastActivityAt;
    if (!at) return nothing;
    const { clock } = this.reader;
    return html`<time datetime=${at} title=${dateAndTime(clock, at)}>${shortTime(clock, at)}</time>`;
  }

  #preview() {
    const last = this.case.conversation?.lastMessage;
    if (!last) return msg("Nothing written yet");
    if (last.preview === null) return msg("Sensitive message");
    return last.sender?.id === this.reader.me.id ? msg(str`You: ${last.preview}`) : last.preview;
  }

  #chip() {
    const isOpen = this.case.status === "open";
    return html`<span class="chip ${isOpen ? "mine" : ""}">${isOpen ? msg("Open") : msg("Closed")}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "case-row": CaseRow;
  }
}
