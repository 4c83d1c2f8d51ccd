import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { withCompany, withConversations } from "../core/changes.ts";
import type { Chat } from "../core/chat.ts";
import { withPresence } from "../core/company.ts";
import { Problem } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import { CARD_TYPES } from "../core/card-words.ts";
import type { Conversation, Page, PatientProfile } from "../core/shapes.ts";
import type { Phase } from "../core/state.ts";
import { alertIcon, messagesIcon, searchIcon, writeIcon } from "../elements/icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import { patientStyles } from "./patient-page.styles.ts";
import { hasPage } from "./routes.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import "../elements/empty-state.ts";
import "../elements/hindrance-note.ts";
import "../elements/loading-rows.ts";
import "../elements/mail-problem-note.ts";
import "../elements/person-avatar.ts";
import "../elements/profile-facts.ts";
import "./conversation-rows.ts";

/** Who a patient is, whether they may be written to, and what has been written so far. Events: `compose`, `go`, `problem`. */
@customElement("patient-page")
export class PatientPage extends LitElement {
  static override styles = [shared, buttons, pageStyles, panelStyles, patientStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @property() patient = "";
  @state() private phase: Phase = "loading";
  @state() private profile: PatientProfile | null = null;
  @state() private history: readonly string[] = [];
  @state() private next: string | null = null;
  @state() private isLoadingMore = false;
  readonly #store = new StoreController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#store.follow(this.chat.store);
    if (changed.has("patient")) void this.#open(this.patient);
  }

  async #open(id: string): Promise<void> {
    Object.assign(this, { phase: "loading", profile: null, history: [], next: null });
    try {
      const { patient, patientConversations } = this.chat.api;
      const [profile, page] = await Promise.all([patient(id), patientConversations(id, null)]);
      if (id !== this.patient) return;
      this.#take(page);
      this.chat.store.change((state) =>
        withCompany(state, (company) => withPresence(company, id, profile.online)),
      );
      Object.assign(this, { profile, phase: "ready" });
    } catch (error) {
      if (id !== this.patient) return;
      this.phase = error instanceof Problem && error.status === 404 ? "missing" : "failed";
      if (this.phase === "failed") tell(this, "problem", { error });
    }
  }

  #take({ items, next }: Page<Conversation>): void {
    this.chat.store.change((state) => withConversations(state, items));
    this.history = [...new Set([...this.history, ...items.map(({ id }) => id)])];
    this.next = next;
  }

  async #more(): Promise<void> {
    this.isLoadingMore = true;
    try {
      this.#take(await this.chat.api.patientConversations(this.patient, this.next));
    } catch (error) {
      tell(this, "problem", { error });
    } finally {
      this.isLoadingMore = false;
    }
  }

  protected override render() {
    if (this.phase === "missing") return this.#missing();
    if (this.phase === "failed") return this.#failed();
    return html`<div class="column">
      ${this.profile ? this.#who(this.profile) : html`<section class="panel"><loading-rows rows="1"></loading-rows></section>`}
      ${this.phase === "ready" ? this.#next() : nothing} ${this.#history()}
      ${this.phase === "ready" ? this.#items() : nothing}
    </div>`;
  }

  get #isOwn(): boolean {
    return this.reader.me.id === this.patient;
  }

  #missing() {
    return html`<empty-state page heading=${msg("This patient is not here")} .icon=${searchIcon}>
      ${msg("They are not in your care, or the address is mistyped.")}
      <a slot="action" class="button primary" href="/chat">${msg("Go to the chat")}</a>
    </empty-state>`;
  }

  #failed() {
    return html`<empty-state page heading=${msg("The profile could not be loaded")} .icon=${alertIcon}>
      ${msg("Check your connection.")}
      <button slot="action" class="button quiet" @click=${() => this.#open(this.patient)}>
        ${msg("Try again")}
      </button>
    </empty-state>`;
  }

  #who(profile: PatientProfile) {
    const { name, initials, id, canMessage, reason, nextStep } = profile;
    const { company, link } = this.chat.store.state;
    const online = link === "live" && company.online.has(id);
    return html`<section class="panel">
      <div class="who">
        <person-avatar initials=${initials} of=${id}></person-avatar>
        <div class="name">
          <h1 dir="auto">${name}</h1>
          <p class="lead">
            <span class="online ${online ? "on" : ""}"
              >${online ? msg("Online now") : msg("Not online")}</span
            >
          </p>
        </div>
        <button
          class="button primary"
          ?hidden=${this.#isOwn}
          ?disabled=${!canMessage}
          aria-describedby=${canMessage ? nothing : "why"}
          @click=${() => tell(this, "compose", { patient: profile })}
        >
          ${writeIcon}${msg("New message")}
        </button>
      </div>
      ${canMessage || this.#isOwn ? nothing : html`<hindrance-note id="why" reason=${reason ?? nothing} .nextStep=${nextStep}></hindrance-note>`}
      ${profile.mailProblem ? html`<mail-problem-note .problem=${profile.mailProblem} .clock=${this.reader.clock} ?own=${this.#isOwn}></mail-problem-note>` : nothing}
      <profile-facts .facts=${profile} locale=${this.reader.clock.locale}></profile-facts>
    </section>`;
  }

  /** Where the reader has an appointment with them, or a patient looks at their own. */
  #next() {
    if (!hasPage(this.reader.me.role, "visit")) return nothing;
    void import("./appointments-panel.ts").catch((error: unknown) => tell(this, "problem", { error }));
    return html`<appointments-panel
      patient=${this.patient}
      .chat=${this.chat}
      .reader=${this.reader}
    ></appointments-panel>`;
  }

  /** What comes last, for the profile and the conversations do not wait for it. */
  #items() {
    void import("./patient-items.ts").catch((error: unknown) => tell(this, "problem", { error }));
    return CARD_TYPES.map(
      (type) =>
        html`<patient-items
          type=${type}
          patient=${this.patient}
          .api=${this.chat.api}
          .clock=${this.reader.clock}
        ></patient-items>`,
    );
  }

  #history() {
    const known = this.chat.store.state.conversations;
    const conversations = this.history.flatMap((id) => known.get(id) ?? []);
    return html`<section class="panel" aria-labelledby="history">
      <header><h2 id="history">${msg("Conversations")}</h2></header>
      ${this.phase === "loading" ? html`<loading-rows rows="4"></loading-rows>` : this.#rows(conversations)}
      ${this.next ? this.#moreButton() : nothing}
    </section>`;
  }

  #rows(conversations: readonly Conversation[]) {
    if (conversations.length === 0) {
      return html`<p class="nothing">
        ${messagesIcon}${msg("Nothing has been written yet, or nothing that you may read.")}
      </p>`;
    }
    const label = msg(str`Conversations about ${this.profile?.name ?? ""}`);
    return html`<conversation-rows
      class="rows"
      .chat=${this.chat}
      .reader=${this.reader}
      .conversations=${conversations}
      label=${label}
    ></conversation-rows>`;
  }

  #moreButton() {
    return html`<button class="button quiet all" ?disabled=${this.isLoadingMore} @click=${this.#more}>
      ${this.isLoadingMore ? msg("Loading…") : msg("Show earlier conversations")}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "patient-page": PatientPage;
  }
}
