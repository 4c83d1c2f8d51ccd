import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { dayTitle } from "../core/dates.ts";
import type { Reader } from "../core/reader.ts";
import type { Appointment } from "../core/visit-shapes.ts";
import { otherOf, timeSpan } from "../core/visit-times.ts";
import { titleOfVisit } from "../core/visit-words.ts";
import { titleOf } from "../core/words.ts";
import { shared } from "../styles/controls.ts";
import "./person-avatar.ts";

/** Who meets whom, about what and when. */
@customElement("visit-facts")
export class VisitFacts extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 14px;
        min-width: 0;
      }
      person-avatar {
        --avatar-size: 40px;
      }
      div {
        min-width: 0;
      }
      h1,
      p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      @media (max-width: 760px) {
        p {
          display: -webkit-box;
          -webkit-box-orient: vertical;
          -webkit-line-clamp: 2;
          white-space: normal;
          line-height: 1.3;
        }
      }
      h1 {
        outline: none;
        font-size: var(--size-title);
        font-weight: 650;
        letter-spacing: -0.01em;
      }
      p {
        color: var(--text-soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) appointment!: Appointment;
  @property({ attribute: false }) reader!: Reader;

  /** Where the keyboard goes when something else stands on the page. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus();
  }

  protected override render() {
    const { clock, me } = this.reader;
    const other = otherOf(this.appointment, me);
    const when = `${dayTitle(clock, this.appointment.startsAt)}, ${timeSpan(clock, this.appointment)}`;
    return html`<person-avatar initials=${other.initials} of=${other.id}></person-avatar>
      <div>
        <h1 tabindex="-1"><bdi>${other.name}</bdi></h1>
        <p>${titleOf(other)} · <bdi>${titleOfVisit(this.appointment)}</bdi> · ${when}</p>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "visit-facts": VisitFacts;
  }
}
