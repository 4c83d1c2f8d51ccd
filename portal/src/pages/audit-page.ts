import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { auditOver } from "../core/audit-api.ts";
import { askOf, isEnough, localTime, NO_FIELDS, wholeTable, type AuditFields } from "../core/audit-search.ts";
import type { AuditAsk, AuditEntry } from "../core/audit-shapes.ts";
import type { Chat } from "../core/chat.ts";
import { nextFilled } from "../core/pages.ts";
import { Problem } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import { auditStyles } from "./audit-page.styles.ts";
import { tell } from "./tell.ts";
import "../elements/audit-entries.ts";
import "../elements/loading-rows.ts";

const HOUR_MS = 3_600_000;

/** What administrators read of the audit: by patient, person, conversation and time. Event: `problem` {error}. */
@customElement("audit-page")
export class AuditPage extends LitElement {
  static override styles = [shared, buttons, fields, pageStyles, panelStyles, auditStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @state() private fields: AuditFields = NO_FIELDS;
  @state() private entries: readonly AuditEntry[] | null = null;
  @state() private next: string | null = null;
  @state() private isBusy = false;
  /** What the search lacks, what went wrong, or what became of a download. */
  @state() private said = "";
  #asked: AuditAsk = {};

  /** The last hour is a beginning. */
  protected override firstUpdated(): void {
    const { now, timeZone } = this.reader.clock;
    this.fields = { ...NO_FIELDS, from: localTime(new Date(now().getTime() - HOUR_MS), timeZone) };
    void this.#search();
  }

  get #api() {
    return auditOver(this.chat.api.http);
  }

  async #search(event?: Event): Promise<void> {
    event?.preventDefault();
    const asked = askOf(this.fields, this.reader.clock.timeZone);
    if (!isEnough(asked)) {
      this.said = msg("Name a patient, a person or a conversation, or say from when.");
      return;
    }
    this.#asked = asked;
    Object.assign(this, { entries: null, next: null });
    await this.#load(null);
  }

  async #load(cursor: string | null): Promise<void> {
    const asked = this.#asked;
    await this.#attempt(async () => {
      const { items, next } = await nextFilled((from) => this.#api.entries(asked, from), cursor);
      if (asked === this.#asked) Object.assign(this, { entries: [...(this.entries ?? []), ...items], next });
    });
  }

  async #download(): Promise<void> {
    const asked = this.#asked;
    await this.#attempt(async () => {
      const { text, isWhole } = await wholeTable((cursor) => this.#api.table(asked, cursor));
      save(text);
      if (!isWhole)
        this.said = msg("Only the latest entries were saved: there are too many. Choose a shorter time.");
    });
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    Object.assign(this, { said: "", isBusy: true });
    try {
      await act();
    } catch (error) {
      if (error instanceof Problem && error.status === 400) this.said = whatIsWrong(error);
      else tell(this, "problem", { error });
    }
    this.isBusy = false;
  }

  protected override render() {
    return html`<div class="wide">
      <h1>${msg("Audit")}</h1>
      <form class="panel" aria-label=${msg("Search the audit")} @submit=${this.#search}>
        <div class="choices">
          ${this.#field("patientId", msg("Patient (id)"))} ${this.#field("personId", msg("Person (id)"))}
          ${this.#field("conversationId", msg("Conversation (id)"))}
          ${this.#field("from", msg("From"), "datetime-local")}
          ${this.#field("to", msg("To", { id: "until" }), "datetime-local")}
        </div>
        <p class="hint">
          ${msg("Reading the audit is an entry itself. By time alone, at most 24 hours are searched.")}
        </p>
        <p role="status">${this.said ? html`<span class="error">${this.said}</span>` : nothing}</p>
        <div class="acts">
          <button class="button primary" ?disabled=${this.isBusy}>${msg("Search")}</button>
          <button
            class="button quiet"
            type="button"
            ?disabled=${this.isBusy || !this.entries?.length}
            @click=${this.#download}
          >
            ${msg("Download as CSV")}
          </button>
        </div>
      </form>
      <section class="panel" aria-label=${msg("Entries")}>${this.#found()}</section>
    </div>`;
  }

  #field(name: keyof AuditFields, label: string, type = "text") {
    const change = (event: Event) =>
      (this.fields = { ...this.fields, [name]: (event.target as HTMLInputElement).value });
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} type=${type} autocomplete="off" .value=${this.fields[name]} @input=${change} />
    </div>`;
  }

  #found() {
    if (!this.entries) return this.isBusy ? html`<loading-rows rows="4"></loading-rows>` : nothing;
    if (this.entries.length === 0) return html`<p class="nothing">${msg("There are no such entries.")}</p>`;
    return html`<audit-entries .entries=${this.entries} .clock=${this.reader.clock}></audit-entries> ${
        this.next === null
          ? nothing
          : html`<button
              class="button quiet all"
              ?disabled=${this.isBusy}
              @click=${() => this.#load(this.next)}
            >
              ${msg("Show more")}
            </button>`
      }`;
  }
}

function whatIsWrong({ detail, errors }: Problem): string {
  return [detail, ...errors.map(({ field, message }) => `${field}: ${message}`)].join(" ");
}

/** The mark in front tells spreadsheets that it is UTF-8. */
function save(text: string): void {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: "audit.csv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

declare global {
  interface HTMLElementTagNameMap {
    "audit-page": AuditPage;
  }
}
