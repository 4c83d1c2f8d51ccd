import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { actorTitle } from "../core/access-words.ts";
import type { AuditEntry } from "../core/audit-shapes.ts";
import { moment, type Clock } from "../core/dates.ts";
import { shared } from "../styles/controls.ts";

const TABLE_FROM_PX = 760;

/** Entries of the audit as they are: a table where there is room for one, a list on a phone. */
@customElement("audit-entries")
export class AuditEntries extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
        font-size: var(--size-small);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        text-align: start;
      }
      th,
      td {
        padding: 10px 12px 10px 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: top;
      }
      li {
        padding: 12px 0;
        border-bottom: 1px solid var(--line);
      }
      b,
      th {
        font-weight: 600;
      }
      .soft {
        color: var(--text-soft);
      }
      .refused {
        color: var(--danger-text);
        font-weight: 600;
      }
      code {
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly AuditEntry[] = [];
  @property({ attribute: false }) clock!: Clock;
  @state() private isNarrow = false;
  readonly #size = new ResizeObserver(([seen]) => {
    this.isNarrow = (seen?.contentRect.width ?? 0) < TABLE_FROM_PX;
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  protected override render() {
    if (this.isNarrow) {
      return html`<ul>
        ${this.entries.map(
          (one) =>
            html`<li>
              <p>${this.#time(one)}</p>
              <p>${who(one)}</p>
              <p>${what(one)}</p>
              ${whose(one)} ${from(one)}
            </li>`,
        )}
      </ul>`;
    }
    const names = [msg("When"), msg("Who"), msg("What"), msg("Whose"), msg("From where")];
    return html`<table>
      <thead>
        <tr>
          ${names.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.entries.map(
          (one) =>
            html`<tr>
              <td>${this.#time(one)}</td>
              <td>${who(one)}</td>
              <td>${what(one)}</td>
              <td>${whose(one)}</td>
              <td>${from(one)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #time({ at }: AuditEntry) {
    return html`<time datetime=${at} title=${at}>${moment(this.clock, at)}</time>`;
  }
}

function who({ person }: AuditEntry) {
  return html`<b dir="auto">${person.name}</b>
    <span class="soft">${actorTitle(person)} <bdi>${person.id}</bdi></span>`;
}

function what({ act, outcome, detail }: AuditEntry) {
  const numbers = JSON.stringify(detail);
  return html`<code>${act}</code> ${
      outcome === "refused" ? html`<span class="refused">${msg("refused")}</span>` : nothing
    }
    ${numbers === "{}" ? nothing : html`<br /><code class="soft">${numbers}</code>`}`;
}

function whose({ patient, conversationId }: AuditEntry) {
  return html`${
    patient
      ? html`<p>
          <b dir="auto">${patient.name}</b> <span class="soft"><bdi>${patient.id}</bdi></span>
        </p>`
      : nothing
  }
  ${conversationId ? html`<p class="soft">${msg("Conversation")} <bdi>${conversationId}</bdi></p>` : nothing}`;
}

function from({ address, session, requestId }: AuditEntry) {
  return html`<p><bdi>${address}</bdi></p>
    <p class="soft">
      ${session ? html`${msg("Session")} <bdi>${session}</bdi><br />` : nothing}
      ${requestId ? html`${msg("Request")} <bdi>${requestId}</bdi>` : nothing}
    </p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "audit-entries": AuditEntries;
  }
}
