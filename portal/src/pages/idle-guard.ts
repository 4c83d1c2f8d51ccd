import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keepRule, type Idleness } from "../core/idle.ts";
import type { Me } from "../core/shapes.ts";
import type { Why } from "./leaving.ts";
import { watchIdle, type IdleWatch } from "./watch-idle.ts";

/**
 * Watches over somebody who is signed in, and warns them in time. Event: `log-off` with why (its
 * whole detail): their time is over, or they signed out at the warning.
 */
@customElement("idle-guard")
export class IdleGuard extends LitElement {
  @property({ attribute: false }) me!: Me;
  @state() private secondsLeft: number | null = null;
  #watch: IdleWatch | null = null;

  protected override firstUpdated(): void {
    const minutes = this.me.session?.idleMinutes;
    if (!minutes) return;
    const rule = { personId: this.me.person.id, minutes };
    keepRule(rule, sessionStorage);
    this.#watch = watchIdle(rule, (idleness) => this.#told(idleness));
    // Fetched long before it is wanted: the network may be gone by then. Without it the time still runs.
    void import("../elements/idle-dialog.ts").catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.stop();
  }

  protected override render() {
    if (this.secondsLeft === null && !this.#watch) return nothing;
    return html`<idle-dialog
      .secondsLeft=${this.secondsLeft}
      @stay=${() => this.#watch?.stay()}
      @sign-out=${() => this.#logOff("signed-out")}
    ></idle-dialog>`;
  }

  #told(idleness: Idleness): void {
    this.secondsLeft = idleness.state === "warned" ? idleness.secondsLeft : null;
    if (idleness.state === "over") this.#logOff("idle");
  }

  #logOff(why: Why): void {
    this.#watch?.stop();
    this.dispatchEvent(new CustomEvent("log-off", { detail: why }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "idle-guard": IdleGuard;
  }
}
