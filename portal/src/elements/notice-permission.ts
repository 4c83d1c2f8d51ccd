import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";
import { closeIcon } from "./icons.ts";
import { bellIcon } from "./visit-icons.ts";

const LATER = "clinic-messaging.notices-later";

/**
 * Asks the browser, once somebody presses the button, whether notices may be shown; says so where they are blocked. Takes no room
 * where there is nothing to say.
 */
@customElement("notice-permission")
export class NoticePermission extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
      }
      :host([hidden]) {
        display: none;
      }
      :host([brief]) p {
        padding: 10px 10px 10px 20px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      p {
        padding: 8px 0 12px;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 12px;
        color: var(--text-soft);
        font-size: var(--size-small);
      }
      .words {
        flex: 1 1 220px;
      }
    `,
  ];

  /** On a page that is about something else: only while there is something to ask, until it is put off for good. */
  @property({ type: Boolean, reflect: true }) brief = false;
  @state() private permission = permissionNow();
  @state() private isPutOff = localStorage.getItem(LATER) !== null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.permission = permissionNow();
  }

  protected override willUpdate(): void {
    const asks = this.permission === "default" && !(this.brief && this.isPutOff);
    this.hidden = !asks && (this.brief || this.permission !== "denied");
  }

  protected override render() {
    if (this.hidden) return nothing;
    if (this.permission === "default") return this.#question();
    return html`<p>
      ${msg("This browser blocks notices of this site. They can be allowed in its settings for the site.")}
    </p>`;
  }

  #question() {
    return html`<p>
      <span class="words">
        ${msg("Hear of new messages and visits also while you look elsewhere: never what they say, or from whom.")}
      </span>
      <button class="button quiet" @click=${this.#ask}>${bellIcon}${msg("Allow notices")}</button>
      ${
        this.brief
          ? html`<button class="icon-button" aria-label=${msg("Not now")} @click=${this.#putOff}>
              ${closeIcon}
            </button>`
          : nothing
      }
    </p>`;
  }

  /** In this browser, for whoever signs in; the preferences still offer it. */
  readonly #putOff = (): void => {
    localStorage.setItem(LATER, "yes");
    this.isPutOff = true;
  };

  readonly #ask = async (): Promise<void> => {
    this.permission = await Notification.requestPermission();
  };
}

/** null: this browser has none. */
function permissionNow(): NotificationPermission | null {
  return "Notification" in globalThis ? Notification.permission : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "notice-permission": NoticePermission;
  }
}
