import { css, html, LitElement, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Filter, Unread } from "../core/shapes.ts";
import { shared } from "../styles/controls.ts";

export function filterName(filter: Filter): string {
  const names: Record<Filter, string> = {
    all: msg("All"),
    unread: msg("Unread"),
    needs_reply: msg("Needs reply"),
    read: msg("Read", { id: "conversations-read" }),
    archived: msg("Archived", { id: "conversations-archived" }),
  };
  return names[filter];
}

/** Which list of the inbox is shown. Arrow keys go along; what is gone to is shown. Event: `chosen` {filter}. */
@customElement("filter-tabs")
export class FilterTabs extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow-x: auto;
        scrollbar-width: none;
        border-bottom: 1px solid var(--line);
      }
      [role="tablist"] {
        display: flex;
        width: max-content;
        padding: 0 9px;
      }
      @media (hover: hover) {
        [role="tablist"] {
          flex-wrap: wrap;
          width: auto;
        }
      }
      button {
        position: relative;
        display: flex;
        align-items: center;
        gap: 5px;
        min-width: var(--touch);
        min-height: var(--touch);
        padding: 0 6px;
        border: 0;
        border-radius: var(--radius-small);
        background: none;
        color: var(--text-soft);
        font: inherit;
        font-size: var(--size-small);
        font-weight: 600;
        white-space: nowrap;
        cursor: pointer;
      }
      button:hover {
        color: var(--text);
      }
      button:focus-visible {
        outline-offset: -4px;
      }
      [aria-selected="true"] {
        color: var(--accent-text);
      }
      [aria-selected="true"]::after {
        content: "";
        position: absolute;
        inset: auto 6px 0;
        height: 2.5px;
        border-radius: 3px 3px 0 0;
        background: var(--accent);
      }
      .number {
        min-width: 20px;
        padding: 0 6px;
        border-radius: 999px;
        background: var(--surface-sunken);
        color: var(--text-soft);
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      [aria-selected="true"] .number {
        background: var(--accent-soft);
        color: var(--accent-text);
      }
      .number.waiting {
        background: var(--warning-soft);
        color: var(--warning-text);
      }
    `,
  ];

  @property() chosen: Filter = "all";
  @property({ type: Boolean }) staff = false;
  @property({ attribute: false }) unread!: Unread;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }

  protected override render() {
    const { conversations, needsReply = 0 } = this.unread;
    return html`<div role="tablist" aria-label=${msg("Show")} @keydown=${this.#pressed}>
      ${this.#tab("all")} ${this.#tab("unread", conversations)}
      ${this.staff ? this.#tab("needs_reply", needsReply) : nothing} ${this.#tab("read")}
      ${this.#tab("archived")}
    </div>`;
  }

  #tab(filter: Filter, count = 0) {
    const isChosen = filter === this.chosen;
    return html`<button
      role="tab"
      id=${filter}
      aria-selected=${isChosen ? "true" : "false"}
      tabindex=${isChosen ? "0" : "-1"}
      @click=${() => this.#choose(filter)}
    >
      ${filterName(filter)}${
        count > 0
          ? html`<span class="number ${filter === "needs_reply" ? "waiting" : ""}"
              >${count > 99 ? "99+" : count}</span
            >`
          : nothing
      }
    </button>`;
  }

  #pressed(event: KeyboardEvent): void {
    const tabs = [...this.renderRoot.querySelectorAll("button")];
    const at = tabs.findIndex(({ id }) => id === this.chosen);
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const to = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (!tab) return;
    event.preventDefault();
    this.#choose(tab.id as Filter);
    tab.focus();
    tab.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  #choose(filter: Filter): void {
    this.dispatchEvent(new CustomEvent("chosen", { detail: { filter } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "filter-tabs": FilterTabs;
  }
}
