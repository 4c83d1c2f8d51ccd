import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { accessInWords, actorTitle, gathered } from "../core/access-words.ts";
import { auditOver } from "../core/audit-api.ts";
import type { Access, Actor } from "../core/audit-shapes.ts";
import type { Chat } from "../core/chat.ts";
import { dateAndTime, dayTitle, timeOfDay } from "../core/dates.ts";
import { nextFilled } from "../core/pages.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import { buttons, shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import { chatPath } from "./routes.ts";
import { tell } from "./tell.ts";
import "../elements/loading-rows.ts";

/** Who opened a patient's messages and files, the latest first. Event: `problem` {error}. */
@customElement("accesses-page")
export class AccessesPage extends LitElement {
  static override styles = [
    shared,
    buttons,
    pageStyles,
    panelStyles,
    css`
      li {
        padding: 12px 0;
        border-bottom: 1px solid var(--line);
      }
      b {
        font-weight: 600;
      }
      .about {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .about a {
        color: var(--accent-text);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      .button {
        width: 100%;
        margin-top: 14px;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @state() private accesses: readonly Access[] | null = null;
  @state() private next: string | null = null;
  @state() private hasFailed = false;
  @state() private isLoading = false;

  protected override firstUpdated(): void {
    void this.#load(null);
  }

  async #load(cursor: string | null): Promise<void> {
    Object.assign(this, { hasFailed: false, isLoading: true });
    try {
      const { items, next } = await nextFilled(auditOver(this.chat.api.http).accesses, cursor);
      Object.assign(this, { accesses: [...(this.accesses ?? []), ...items], next });
    } catch (error) {
      this.hasFailed = true;
      if (error instanceof SignedOut) tell(this, "problem", { error });
    }
    this.isLoading = false;
  }

  protected override render() {
    return html`<div class="column">
      <div>
        <h1>${msg("Who opened my messages")}</h1>
        <p class="lead">
          ${msg(
            "Everybody else who opened your messages and files or was shown them, the latest first. Lists in which the clinic sees many patients at once, with the beginning of each latest message, are not in here: ask the clinic, it can look those up.",
          )}
        </p>
      </div>
      <section class="panel" aria-label=${msg("Who opened my messages")}>
        ${this.#list()} ${this.#failed()} ${this.#more()}
      </section>
    </div>`;
  }

  #list() {
    if (this.accesses === null)
      return this.hasFailed ? nothing : html`<loading-rows rows="4"></loading-rows>`;
    if (this.accesses.length === 0) return html`<p class="nothing">${msg("Nobody so far.")}</p>`;
    return html`<ul>
      ${gathered(this.accesses).map((one) => this.#access(one))}
    </ul>`;
  }

  #access(access: Access) {
    const { at, readers, conversationId, topic } = access;
    const { clock } = this.reader;
    return html`<li>
      <p>${readers.map((one, place) => html`${place ? ", " : nothing}${who(one)}`)}</p>
      <p>
        ${accessInWords(access)}${
          conversationId
            ? html`<span class="about">
                · <a href=${chatPath(conversationId)} dir="auto">${topic || msg("Direct message")}</a></span
              >`
            : nothing
        }
      </p>
      <p class="about">
        <time datetime=${at} title=${dateAndTime(clock, at)}
          >${dayTitle(clock, at)}, ${timeOfDay(clock, at)}</time
        >
      </p>
    </li>`;
  }

  #failed() {
    if (!this.hasFailed) return nothing;
    return html`<p class="about" role="alert">
      ${msg("The list could not be loaded.")}
      <button class="link-button" @click=${() => this.#load(this.next)}>${msg("Try again")}</button>
    </p>`;
  }

  #more() {
    if (this.next === null || this.hasFailed) return nothing;
    return html`<button
      class="button quiet"
      ?disabled=${this.isLoading}
      @click=${() => this.#load(this.next)}
    >
      ${msg("Show more")}
    </button>`;
  }
}

function who(actor: Actor) {
  const title = actorTitle(actor);
  return html`<b dir="auto">${actor.name}</b>${title ? html` <span class="about">${title}</span>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "accesses-page": AccessesPage;
  }
}
