import { html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { shared } from "../styles/controls.ts";
import { menuStyles } from "./conversation-menu.styles.ts";

export interface MenuItem {
  readonly key: string;
  readonly words: string;
  readonly icon: TemplateResult;
  /** Begins a new part of the menu. */
  readonly startsPart: boolean;
}

const NARROW = "(max-width: 760px)";
const MARGIN_PX = 8;

/** A menu at a point, or along the foot of a phone. Events: `chosen` {key}, `closed`. */
@customElement("conversation-menu")
export class ConversationMenu extends LitElement {
  static override styles = [shared, menuStyles];

  @property() heading = "";
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @query("[popover]") private layer!: HTMLElement;
  @query("[role=menu]") private box!: HTMLElement;

  async open(x: number, y: number): Promise<void> {
    await this.updateComplete;
    if (!this.layer.matches(":popover-open")) this.layer.showPopover();
    this.#place(x, y);
    this.#buttons()[0]?.focus({ focusVisible: false } as FocusOptions);
  }

  /** At the point, but wholly within the window. */
  #place(x: number, y: number): void {
    const isNarrow = matchMedia(NARROW).matches;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const within = (at: number, size: number, room: number) =>
      `${Math.max(MARGIN_PX, Math.min(at, room - size - MARGIN_PX))}px`;
    this.box.style.left = isNarrow ? "" : within(x, width, innerWidth);
    this.box.style.top = isNarrow ? "" : within(y, height, innerHeight);
  }

  protected override render() {
    return html`<div
      popover
      @click=${this.#clicked}
      @contextmenu=${this.#dismissed}
      @keydown=${this.#pressed}
      @toggle=${this.#toggled}
    >
      <div role="menu" aria-label=${this.heading}>
        <h2 aria-hidden="true" dir="auto">${this.heading}</h2>
        ${this.items.map(
          ({ key, words, icon, startsPart }) =>
            html`${startsPart ? html`<hr role="separator" />` : ""}<button
                role="menuitem"
                tabindex="-1"
                data-key=${key}
              >
                ${icon}${words}
              </button>`,
        )}
      </div>
    </div>`;
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll("button")];
  }

  #clicked(event: Event): void {
    const chosen = (event.target as Element).closest("button");
    if (!chosen && event.target !== this.layer) return;
    this.layer.hidePopover();
    if (chosen) this.dispatchEvent(new CustomEvent("chosen", { detail: { key: chosen.dataset["key"] } }));
  }

  #dismissed(event: Event): void {
    event.preventDefault();
    if (event.target === this.layer) this.layer.hidePopover();
  }

  #pressed(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const beginning = (words: string) => words.trim().toLowerCase().startsWith(event.key.toLowerCase());
    const rotated = [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)];
    const next: Record<string, HTMLButtonElement | undefined> = {
      ArrowDown: rotated[0],
      ArrowUp: buttons.at(at - 1),
      Home: buttons[0],
      End: buttons.at(-1),
    };
    if (event.key === "Tab") this.layer.hidePopover();
    const target = next[event.key] ?? rotated.find(({ innerText }) => beginning(innerText));
    if (event.key === "Tab" || target) event.preventDefault();
    target?.focus();
  }

  #toggled(event: ToggleEvent): void {
    if (event.newState === "closed") this.dispatchEvent(new CustomEvent("closed"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "conversation-menu": ConversationMenu;
  }
}
