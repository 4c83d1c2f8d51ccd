import { html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import type { Reader } from "../core/reader.ts";
import { shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import "../elements/due-conversations.ts";
import "../elements/factor-reset.ts";
import "../elements/legal-hold.ts";

/** What administrators do about what is kept, and about a second factor that somebody has lost. */
@customElement("records-page")
export class RecordsPage extends LitElement {
  static override styles = [shared, pageStyles, panelStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) reader!: Reader;

  protected override render() {
    const { http } = this.chat.api;
    return html`<div class="wide">
      <h1>${msg("Records")}</h1>
      <section class="panel" aria-labelledby="hold">
        <h2 id="hold">${msg("Legal hold")}</h2>
        <legal-hold .http=${http} .clock=${this.reader.clock}></legal-hold>
      </section>
      <section class="panel" aria-labelledby="due">
        <h2 id="due">${msg("What the next night would do")}</h2>
        <due-conversations .http=${http} .clock=${this.reader.clock}></due-conversations>
      </section>
      <section class="panel" aria-labelledby="factor">
        <h2 id="factor">${msg("Second factor")}</h2>
        <factor-reset .http=${http}></factor-reset>
      </section>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "records-page": RecordsPage;
  }
}
