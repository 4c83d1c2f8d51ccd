import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Unread } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";
import { archiveIcon, searchIcon } from "./icons.ts";
import { navStyles } from "./main-nav.styles.ts";
import { casesIcon, chatIcon, homeIcon, preferencesIcon } from "./nav-icons.ts";
import "./unread-badge.ts";

/** By the name that is also their address; but for the dashboard, which is at `/`. */
export type NavPage = "dashboard" | "chat" | "cases" | "preferences" | "audit" | "records";

interface Item {
  readonly icon: TemplateResult;
  readonly name: () => string;
  readonly unread?: (unread: Unread) => number;
}

const ofCases = ({ caseMessages = 0 }: Unread) => caseMessages;

export const ITEMS: Record<NavPage, Item> = {
  dashboard: { icon: homeIcon, name: () => msg("Dashboard") },
  chat: {
    icon: chatIcon,
    name: () => msg("Chat"),
    unread: (all) => all.messages - ofCases(all),
  },
  cases: { icon: casesIcon, name: () => msg("Cases"), unread: ofCases },
  preferences: { icon: preferencesIcon, name: () => msg("Preferences") },
  audit: { icon: searchIcon, name: () => msg("Audit") },
  records: { icon: archiveIcon, name: () => msg("Records") },
};

/** The ways to the pages, each with what is unread behind it: beside the page, or at its foot on a phone. */
@customElement("main-nav")
export class MainNav extends LitElement {
  static override styles = [shared, navStyles];

  @property({ attribute: false }) pages: readonly NavPage[] = [];
  @property() current = "";
  @property({ attribute: false }) unread!: Unread;
  /** Visits that call for this person: they stand on the dashboard. */
  @property({ attribute: false }) calling = 0;

  protected override render() {
    return html`<nav aria-label=${msg("Main")}>
      <ul>
        ${this.pages.map((page) => this.#item(page, ITEMS[page]))}
      </ul>
    </nav>`;
  }

  #item(page: NavPage, { icon, name, unread }: Item) {
    const isHome = page === "dashboard";
    return html`<li>
      <a href=${isHome ? "/" : `/${page}`} aria-current=${page === this.current ? "page" : nothing}>
        ${icon}<span class="name">${name()}</span>
        <unread-badge
          count=${Math.max(0, isHome ? this.calling : (unread?.(this.unread) ?? 0))}
          .words=${isHome && msg("visits waiting")}
        ></unread-badge>
      </a>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "main-nav": MainNav;
  }
}
