import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import { deviceOf } from "../core/agents.ts";
import type { Chat } from "../core/chat.ts";
import { dateAndTime, dayTitle, timeOfDay } from "../core/dates.ts";
import { SignedOut } from "../core/problem.ts";
import type { Reader } from "../core/reader.ts";
import type { SignedInSession } from "../core/shapes.ts";
import { buttons, shared } from "../styles/controls.ts";
import { panelStyles } from "../styles/pages.ts";
import { tell } from "./tell.ts";
import "../elements/loading-rows.ts";

/** Where somebody is signed in, and the way out of all of it. Events: `sign-out` {everywhere}, `problem` {error}. */
@customElement("sessions-panel")
export class SessionsPanel extends LitElement {
  static override styles = [
    shared,
    buttons,
    panelStyles,
    css`
      li {
        padding: 10px 0;
        border-bottom: 1px solid var(--line);
      }
      b {
        font-weight: 600;
      }
      .this {
        margin-inline-start: 8px;
        padding: 1px 8px;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: 0.75rem;
        font-weight: 650;
      }
      .about {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .everywhere {
        margin-top: 16px;
      }
      .everywhere .about {
        margin-top: 8px;
      }
    `,
  ];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;
  @state() private sessions: readonly SignedInSession[] | null = null;
  @state() private hasFailed = false;

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    this.hasFailed = false;
    try {
      this.sessions = (await this.chat.api.sessions()).items;
    } catch (error) {
      this.hasFailed = true;
      if (error instanceof SignedOut) tell(this, "problem", { error });
    }
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="sessions">
      <header><h2 id="sessions">${msg("Where you are signed in")}</h2></header>
      ${this.#list()}
      <div class="everywhere">
        <button class="button quiet" @click=${this.#signOutEverywhere}>${msg("Sign out everywhere")}</button>
        <p class="about">
          ${msg(
            "Ends all of these, this one too. If you see one that is not yours, do this and choose a new password.",
          )}
        </p>
      </div>
    </section>`;
  }

  #list() {
    if (this.hasFailed) {
      return html`<p class="about" role="alert">
        ${msg("The list could not be loaded.")}
        <button class="link-button" @click=${() => this.#load()}>${msg("Try again")}</button>
      </p>`;
    }
    if (!this.sessions) return html`<loading-rows rows="2"></loading-rows>`;
    return html`<ul>
      ${this.sessions.map((one) => this.#session(one))}
    </ul>`;
  }

  #session({ agent, address, startedAt, lastSeenAt, isCurrent }: SignedInSession) {
    return html`<li>
      <p>
        <b>${deviceInWords(agent)}</b>${
          isCurrent ? html`<span class="this">${msg("This one")}</span>` : nothing
        }
      </p>
      <p class="about">
        ${msg("Signed in:")} ${this.#time(startedAt)} · ${msg("Last seen:")} ${this.#time(lastSeenAt)}
        ${address ? html`· ${msg("From:")} <bdi>${address}</bdi>` : nothing}
      </p>
    </li>`;
  }

  #time(at: string) {
    const { clock } = this.reader;
    return html`<time datetime=${at} title=${dateAndTime(clock, at)}
      >${dayTitle(clock, at)}, ${timeOfDay(clock, at)}</time
    >`;
  }

  /** Where it fails, the page says so and this stays as it was. */
  #signOutEverywhere(): void {
    tell(this, "sign-out", { everywhere: true });
  }
}

function deviceInWords(agent: string): string {
  const { browser, system } = deviceOf(agent);
  if (browser && system) return msg(str`${browser} on ${system}`);
  return browser ?? system ?? msg("An unknown device");
}

declare global {
  interface HTMLElementTagNameMap {
    "sessions-panel": SessionsPanel;
  }
}
