import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg, str } from "@lit/localize";
import type { Http } from "../core/http.ts";
import { isPassing, Problem } from "../core/problem.ts";
import { tell } from "../pages/tell.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import { personActs } from "../styles/person-acts.ts";

/** Takes away the second factor of somebody who has lost it, once that was confirmed. Event: `problem` {error}. */
@customElement("factor-reset")
export class FactorReset extends LitElement {
  static override styles = [shared, buttons, fields, personActs];

  @property({ attribute: false }) http!: Http;
  @state() private wanted = "";
  /** Whose it is, while that is to be confirmed. */
  @state() private asked: string | null = null;
  @state() private said = "";
  @state() private isBusy = false;

  #ask(event: Event): void {
    event.preventDefault();
    const personId = this.wanted.trim();
    this.asked = personId || null;
    this.said = personId ? "" : msg("Enter the id of a person.");
  }

  async #reset(personId: string): Promise<void> {
    Object.assign(this, { asked: null, isBusy: true });
    try {
      await this.http(`/people/${encodeURIComponent(personId)}/second-factor`, { method: "DELETE" });
      this.said = msg(str`${personId} has no second factor any more, and is signed out everywhere.`);
    } catch (error) {
      if (error instanceof Problem && !isPassing(error)) this.said = this.#why(error, personId);
      else tell(this, "problem", { error });
    }
    this.isBusy = false;
  }

  #why(problem: Problem, personId: string): string {
    return problem.status === 404 ? msg(str`There is nobody with the id ${personId}.`) : problem.detail;
  }

  protected override render() {
    return html`<p class="hint">
        ${msg(
          "For somebody who has lost the phone with the authenticator app, once you are sure who is asking. It is in the audit.",
        )}
      </p>
      <form aria-label=${msg("Reset a second factor")} @submit=${this.#ask}>
        <div class="field">
          <label for="person">${msg("Person (id)")}</label>
          <input
            id="person"
            type="text"
            autocomplete="off"
            .value=${this.wanted}
            @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)}
          />
        </div>
        <div class="acts">
          <button class="button quiet" ?disabled=${this.isBusy}>${msg("Reset…")}</button>
        </div>
      </form>
      <p role="status">${this.asked ? this.#question(this.asked) : this.said}</p>
      ${this.asked ? this.#acts(this.asked) : nothing}`;
  }

  #question(personId: string): string {
    return msg(
      str`Take the second factor of ${personId} away? They are signed out everywhere, and sign in by password until they have another.`,
    );
  }

  #acts(personId: string) {
    return html`<div class="acts">
      <button class="button primary" @click=${() => this.#reset(personId)}>${msg("Reset it")}</button>
      <button class="button quiet" @click=${() => (this.asked = null)}>${msg("Cancel")}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "factor-reset": FactorReset;
  }
}
