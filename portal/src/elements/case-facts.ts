import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Case, Person } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";

/** Who and what a case is about, in one line where there is room. */
@customElement("case-facts")
export class CaseFacts extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        padding: 9px 20px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
        font-size: var(--size-small);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 22px;
        margin: 0;
      }
      div {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
      }
      dt {
        color: var(--text-soft);
      }
      dd {
        margin: 0;
        font-weight: 550;
      }
      .chip {
        padding: 1px 10px;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-text);
        font-size: 0.75rem;
        font-weight: 650;
      }
      .closed {
        background: var(--warning-soft);
        color: var(--warning-text);
      }
      a {
        min-height: 24px;
        color: var(--accent-text);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
    `,
  ];

  @property({ attribute: false }) case!: Case;

  protected override render() {
    const { id, status, patient, requester, provider } = this.case;
    return html`<dl aria-label=${msg("About this case")}>
      <div>
        <dt class="unseen">${msg("Status")}</dt>
        <dd class="chip ${status}">${status === "open" ? msg("Open") : msg("Closed")}</dd>
      </div>
      <div>
        <dt>${msg("Case")}</dt>
        <dd dir="auto">${id}</dd>
      </div>
      <div>
        <dt>${msg("Patient")}</dt>
        <dd><a dir="auto" href="/patients/${encodeURIComponent(patient.id)}">${patient.name}</a></dd>
      </div>
      ${side(msg("Asked by"), requester)} ${side(msg("Specialist"), provider)}
    </dl>`;
  }
}

function side(role: string, { name }: Person) {
  return html`<div>
    <dt>${role}</dt>
    <dd dir="auto">${name}</dd>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "case-facts": CaseFacts;
  }
}
