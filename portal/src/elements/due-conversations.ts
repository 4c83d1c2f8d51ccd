import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { moment, type Clock } from "../core/dates.ts";
import type { Http } from "../core/http.ts";
import { nextFilled } from "../core/pages.ts";
import { recordsOver, type ArchiveAct, type Due, type DuePage } from "../core/records-api.ts";
import { tell } from "../pages/tell.ts";
import { buttons, shared } from "../styles/controls.ts";
import "./loading-rows.ts";

const KINDS: Record<Due["kind"], () => string> = {
  direct: () => msg("Direct message"),
  topic: () => msg("Conversation"),
  case: () => msg("Case"),
};

/** Which conversations the next run would archive or purge, in ids and counts. Event: `problem` {error}. */
@customElement("due-conversations")
export class DueConversations extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        gap: 14px;
        overflow-wrap: anywhere;
        font-size: var(--size-small);
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
      }
      li {
        padding: 12px 0;
        border-bottom: 1px solid var(--line);
      }
      b {
        font-weight: 600;
      }
      .soft {
        color: var(--text-soft);
      }
    `,
  ];

  @property({ attribute: false }) http!: Http;
  @property({ attribute: false }) clock!: Clock;
  @state() private act: ArchiveAct = "archive";
  @state() private items: readonly Due[] | null = null;
  @state() private first: DuePage | null = null;
  @state() private next: string | null = null;
  @state() private isBusy = false;

  protected override firstUpdated(): void {
    void this.#begin("archive");
  }

  async #begin(act: ArchiveAct): Promise<void> {
    Object.assign(this, { act, items: null, first: null, next: null });
    await this.#load(null);
  }

  async #load(cursor: string | null): Promise<void> {
    const { act } = this;
    this.isBusy = true;
    try {
      const read = async (from: string | null) => {
        const page = await recordsOver(this.http).due(act, from);
        if (from === null) this.first = page;
        return page;
      };
      const { items, next } = await nextFilled(read, cursor);
      if (act === this.act) Object.assign(this, { items: [...(this.items ?? []), ...items], next });
    } catch (error) {
      tell(this, "problem", { error });
    }
    this.isBusy = false;
  }

  protected override render() {
    return html`<div class="acts" role="group" aria-label=${msg("What the night would do")}>
        ${this.#choice("archive", msg("Archive"))} ${this.#choice("purge", msg("Purge"))}
      </div>
      <p role="status">${this.first ? this.#sum(this.first) : nothing}</p>
      ${
        this.items
          ? html`<ul>
              ${this.items.map((one) => this.#row(one))}
            </ul>`
          : html`<loading-rows rows="3"></loading-rows>`
      }
      ${
        this.next === null
          ? nothing
          : html`<button class="button quiet" ?disabled=${this.isBusy} @click=${() => this.#load(this.next)}>
              ${msg("Show more")}
            </button>`
      }`;
  }

  #choice(act: ArchiveAct, name: string) {
    return html`<button
      class="button ${act === this.act ? "primary" : "quiet"}"
      aria-pressed=${act === this.act}
      ?disabled=${this.isBusy}
      @click=${() => this.#begin(act)}
    >
      ${name}
    </button>`;
  }

  #sum({ due, before }: DuePage) {
    if (before === null) return msg("Nothing is ever purged: the clinic has no policy of retention.");
    if (due === 0) return msg("No conversation is due.");
    const since = moment(this.clock, before) ?? before;
    return this.act === "archive"
      ? msg(str`${due} conversations without a message since ${since} would be archived.`)
      : msg(str`${due} conversations that were archived before ${since} would be purged for good.`);
  }

  #row({ id, kind, patientId, lastActivityAt, messageCount, onHold }: Due) {
    return html`<li>
      <p>
        <b><bdi>${patientId}</bdi></b>
        <span class="soft">${KINDS[kind]()} · ${msg(str`${messageCount} messages`)}</span>
        ${onHold ? html`<b>${msg("legal hold")}</b>` : nothing}
      </p>
      <p class="soft">
        <time datetime=${lastActivityAt}>${moment(this.clock, lastActivityAt)}</time> · <bdi>${id}</bdi>
      </p>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "due-conversations": DueConversations;
  }
}
