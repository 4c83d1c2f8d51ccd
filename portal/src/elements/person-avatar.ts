import { css, html, LitElement } from "lit";
import { customElement, property } from "lit/decorators.js";
import { toneOf } from "../core/people.ts";

const TONES = 6;

/** Initials on a colour that stays the same for each person. Says nothing aloud: the name stands beside it. */
@customElement("person-avatar")
export class PersonAvatar extends LitElement {
  static override styles = css`
    :host {
      display: inline-grid;
      flex: none;
      width: var(--avatar-size, 44px);
      height: var(--avatar-size, 44px);
    }
    span {
      display: grid;
      place-items: center;
      border-radius: 50%;
      font-size: calc(var(--avatar-size, 44px) * 0.36);
      font-weight: 650;
      letter-spacing: 0.02em;
      user-select: none;
    }
    .tone-0 {
      background: light-dark(#d3efe9, #16433b);
      color: light-dark(#0b4f47, #a5e6da);
    }
    .tone-1 {
      background: light-dark(#dfe7fb, #25345c);
      color: light-dark(#27407f, #bccdfa);
    }
    .tone-2 {
      background: light-dark(#fbe5d3, #523016);
      color: light-dark(#7a3f0d, #fbcfa4);
    }
    .tone-3 {
      background: light-dark(#efe1f8, #42275a);
      color: light-dark(#5f2f80, #dcbff2);
    }
    .tone-4 {
      background: light-dark(#fadfe5, #54222f);
      color: light-dark(#84243d, #f9bccb);
    }
    .tone-5 {
      background: light-dark(#e5ecd2, #384318);
      color: light-dark(#465613, #d2e09f);
    }
  `;

  @property() initials = "";
  @property() of = "";

  protected override render() {
    return html`<span class="tone-${toneOf(this.of, TONES)}" aria-hidden="true">${this.initials}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "person-avatar": PersonAvatar;
  }
}
