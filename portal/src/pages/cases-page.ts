import { html, LitElement, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { inOrder, liveCase, mergeCases } from "../core/cases.ts";
import { withConversations } from "../core/changes.ts";
import type { Chat } from "../core/chat.ts";
import { keepAbout, recallAbout } from "../core/first-drafts.ts";
import { beginConversation } from "../core/inbox.ts";
import { Problem } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { Case, FirstMessage, Me } from "../core/shapes.ts";
import type { Link, Phase } from "../core/state.ts";
import type { FirstWords } from "../elements/case-beginning.ts";
import type { CaseList } from "../elements/case-list.ts";
import { caseIcon } from "../elements/page-icons.ts";
import { buttons, shared } from "../styles/controls.ts";
import { casesStyles } from "./cases-page.styles.ts";
import { StoreController } from "./store-controller.ts";
import { tell } from "./tell.ts";
import "../elements/case-beginning.ts";
import "../elements/case-facts.ts";
import "../elements/case-list.ts";
import "../elements/empty-state.ts";
import "../elements/loading-rows.ts";
import "./conversation-pane.ts";

const ONE_PANE_BELOW_PX = 760;

/** Cases that somebody asked for or was asked about, and the chat of each. Events: `go`, `problem`. */
@customElement("cases-page")
export class CasesPage extends LitElement {
  static override styles = [shared, buttons, casesStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  @property() caseId: string | null = null;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private phase: Phase = "loading";
  @state() private cases: readonly Case[] = [];
  @state() private next: string | null = null;
  /** The case that this person has no part in, or that does not exist. */
  @state() private missing: string | null = null;
  @query("case-list") private list!: CaseList;
  readonly #store = new StoreController(this);
  readonly #size = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < ONE_PANE_BELOW_PX;
  });
  #link: Link | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { store } = this.chat;
    this.#store.follow(store);
    // What happened while the connection was broken is told by nothing else.
    const isBack = this.#link === "broken" && store.state.link === "live";
    this.#link = store.state.link;
    if (isBack || !this.hasUpdated) void this.#load();
    if (changed.has("caseId") && this.caseId) void this.#fetch(this.caseId);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("caseId");
    if (before && !this.caseId) this.list.focusRow(before);
  }

  async #load(cursor: string | null = null): Promise<void> {
    try {
      const { items, next } = await this.chat.api.cases(cursor);
      this.#take(items);
      Object.assign(this, { phase: "ready", next });
    } catch (error) {
      if (this.phase !== "ready") this.phase = "failed";
      tell(this, "problem", { error });
    }
  }

  async #fetch(id: string): Promise<void> {
    this.missing = null;
    try {
      this.#take([await this.chat.api.case(id)]);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.missing = id;
      else tell(this, "problem", { error });
    }
  }

  #take(cases: readonly Case[]): void {
    const conversations = cases.flatMap(({ conversation }) => conversation ?? []);
    this.chat.store.change((state) => withConversations(state, conversations));
    this.cases = mergeCases(this.cases, cases);
  }

  protected override render() {
    const known = this.chat.store.state.conversations;
    const cases = this.cases.map((one) => liveCase(one, known));
    return html`<div class="list" ?hidden=${this.narrow && this.caseId !== null}>
        <h1>${msg("Cases")}</h1>
        <case-list
          .cases=${inOrder(cases)}
          .reader=${this.reader}
          .selected=${this.caseId}
          phase=${this.phase}
          ?more=${this.next !== null}
          @more=${() => this.#load(this.next)}
          @reload=${() => this.#load()}
        ></case-list>
      </div>
      <section class="detail" ?hidden=${this.narrow && this.caseId === null} aria-label=${msg("Case")}>
        ${this.#detail(cases.find(({ id }) => id === this.caseId))}
      </section>`;
  }

  #detail(one: Case | undefined) {
    if (this.caseId === null) {
      return html`<empty-state heading=${msg("Choose a case")} .icon=${caseIcon}>
        ${msg("Pick one from the list to read and write about it.")}
      </empty-state>`;
    }
    if (!one)
      return this.missing === this.caseId ? this.#notHere() : html`<loading-rows rows="3"></loading-rows>`;
    return one.conversation ? this.#conversation(one, one.conversation.id) : this.#beginning(one);
  }

  #notHere() {
    return html`<empty-state heading=${msg("This case is not here")} .icon=${caseIcon}>
      ${msg("Only who asked and who was asked can see it, or the address is mistyped.")}
      <a slot="action" class="button quiet" href="/cases">${msg("Back to cases")}</a>
    </empty-state>`;
  }

  #conversation(one: Case, id: string) {
    return html`<conversation-pane
      .chat=${this.chat}
      .me=${this.me}
      .reader=${this.reader}
      conversation=${id}
      back="/cases"
      ?narrow=${this.narrow}
      @go=${(event: CustomEvent<{ path: string }>) => tell(this, "go", event.detail)}
      @problem=${(event: CustomEvent<{ error: unknown }>) => tell(this, "problem", event.detail)}
    >
      <case-facts slot="facts" .case=${one}></case-facts>
    </conversation-pane>`;
  }

  #beginning(one: Case) {
    return html`<case-beginning
      .case=${one}
      .reader=${this.reader}
      .limit=${this.me.limits?.textLength ?? 8000}
      .begin=${(message: FirstMessage) => this.#begin(one, message)}
      .words=${this.#words}
      ?narrow=${this.narrow}
    ></case-beginning>`;
  }

  readonly #words: FirstWords = {
    recall: (id) => recallAbout(this.chat.keepsakes, id),
    keep: (id, text) => keepAbout(this.chat.keepsakes, id, text),
  };

  async #begin({ id }: Case, message: FirstMessage): Promise<void> {
    await beginConversation(this.chat, { kind: "case", caseId: id, message });
    await this.#fetch(id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "cases-page": CasesPage;
  }
}
