import { html, nothing, type LitElement } from "lit";
import { msg } from "@lit/localize";
import { amountOfCard, cardsWith, dateOfCard, statusOfCard, titleOfCard } from "../core/cards.ts";
import { noRecent, recent } from "../core/card-lists.ts";
import { completed, withoutCommand, withSlash, type Written } from "../core/slash-text.ts";
import type { Slash } from "../core/slash.ts";
import type { Card, CardType } from "../core/shapes.ts";
import { cardName } from "../core/card-words.ts";
import { CARD_ICONS } from "./card-icons.ts";
import type { CardLookup } from "./card-lookup.ts";
import { slashStyles } from "./slash-menu.styles.ts";

type Found = readonly Card[] | "loading" | "failed";

/** The list over a text field: first the commands, then what the clinic holds. The keyboard stays in the field. */
export class SlashMenu {
  readonly #host: LitElement;
  readonly #field: () => HTMLTextAreaElement | null;
  #slash: Slash | null = null;
  #lookup: CardLookup | null = null;
  /** What has been found since the list was opened, for this patient alone. */
  #found = new Map<CardType, Found>();
  #active = 0;

  constructor(host: LitElement, field: () => HTMLTextAreaElement | null) {
    this.#host = host;
    this.#field = field;
    const root = host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, slashStyles.styleSheet!];
  }

  follow(slash: Slash | null, lookup: CardLookup | null): void {
    if (!slash || lookup !== this.#lookup) this.#found = new Map();
    if (JSON.stringify(slash) !== JSON.stringify(this.#slash)) this.#active = 0;
    this.#slash = slash;
    this.#lookup = lookup;
    if (slash && "type" in slash && !this.#found.has(slash.type)) void this.#find(slash.type);
  }

  async #find(type: CardType): Promise<void> {
    const found = this.#found;
    const keep = (what: Found) => {
      found.set(type, what);
      this.#host.requestUpdate();
    };
    keep("loading");
    keep(await this.#lookup!.find(type).catch(() => "failed" as const));
  }

  /** The id of the option that Enter would take; null where there is none. */
  get activeId(): string | null {
    return this.#options().length > 0 ? `slash-${this.#active}` : null;
  }

  /** Whether the list itself has the keyboard, or is about to get it. */
  hasFocus(event?: Event): boolean {
    const list = this.#host.renderRoot.querySelector("#slash-list");
    if (event?.type === "focusout") return list !== null && (event as FocusEvent).relatedTarget === list;
    return list?.matches(":focus") ?? false;
  }

  /** True where the key was for the list. */
  press(key: string): boolean {
    const options = this.#options();
    const last = options.length - 1;
    if (last < 0) return key === "Enter" && this.#tryAgain();
    const steps: Record<string, number> = {
      ArrowDown: this.#active === last ? 0 : this.#active + 1,
      ArrowUp: this.#active === 0 ? last : this.#active - 1,
      Home: 0,
      End: last,
    };
    if (Object.hasOwn(steps, key)) void this.#goTo(steps[key]!);
    else if (key === "Enter" || key === "Tab") this.#take(options[this.#active]!);
    else return false;
    return true;
  }

  readonly #tryAgain = (): boolean => {
    const slash = this.#slash;
    if (!slash || !("type" in slash) || this.#found.get(slash.type) !== "failed") return false;
    void this.#find(slash.type);
    return true;
  };

  async #goTo(option: number): Promise<void> {
    this.#active = option;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector(`#slash-${option}`)?.scrollIntoView({ block: "nearest" });
  }

  #options(): readonly (CardType | Card)[] {
    if (!this.#slash) return [];
    return "commands" in this.#slash
      ? this.#slash.commands
      : this.#cards(this.#slash.type, this.#slash.words);
  }

  #cards(type: CardType, words: string): readonly Card[] {
    const found = this.#found.get(type);
    return Array.isArray(found) && this.#lookup ? cardsWith(words, found, this.#lookup.clock) : [];
  }

  /** As if a slash had been typed. */
  begin(): void {
    this.#write((text, caret) => withSlash(text, caret));
  }

  #take(option: CardType | Card): void {
    const slash = this.#slash;
    if (!slash) return;
    if (typeof option === "string") return this.#write((text) => completed(text, slash, option));
    this.#write((text) => withoutCommand(text, slash));
    this.#host.dispatchEvent(new CustomEvent("card", { detail: { card: option } }));
  }

  /** As if it had been typed, so that the host hears of it in its usual way. */
  #write(change: (text: string, caret: number) => Written): void {
    const field = this.#field();
    if (!field) return;
    const { text, caret } = change(field.value, field.selectionEnd);
    field.value = text;
    field.focus();
    field.setSelectionRange(caret, caret);
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }

  render() {
    const slash = this.#slash;
    if (!slash) return nothing;
    const heading = "type" in slash ? recent(slash.type) : msg("Show in the message");
    return html`<div class="slash">
      <div class="box" @mousedown=${keepFocus}>
        <p class="heading" aria-hidden="true">${heading}</p>
        <ul
          id="slash-list"
          role="listbox"
          tabindex="0"
          aria-label=${heading}
          aria-activedescendant=${this.activeId ?? nothing}
        >
          ${this.#options().map((option, index) => this.#option(option, index))}
        </ul>
        <p class="told" role="status">${"type" in slash ? this.#told(slash.type) : nothing}</p>
        ${"type" in slash && this.#found.get(slash.type) === "failed" ? this.#retry() : nothing}
      </div>
    </div>`;
  }

  #told(type: CardType) {
    const found = this.#found.get(type);
    if (found === "loading") return msg("Loading…");
    if (found === "failed") return msg("The list could not be loaded.");
    if (found?.length === 0) return noRecent(type);
    return this.#options().length === 0
      ? msg("Nothing has these words. Escape leaves them as they are.")
      : nothing;
  }

  #retry() {
    return html`<button type="button" class="button quiet" @click=${this.#tryAgain}>${msg("Retry")}</button>`;
  }

  #option(option: CardType | Card, index: number) {
    return html`<li
      id="slash-${index}"
      role="option"
      aria-selected=${index === this.#active}
      @click=${() => this.#take(option)}
    >
      ${typeof option === "string" ? command(option) : this.#card(option)}
    </li>`;
  }

  #card(card: Card) {
    const { clock } = this.#lookup!;
    const facts = [statusOfCard(card), dateOfCard(clock, card), amountOfCard(clock, card)];
    return html`${CARD_ICONS[card.type]}
      <span class="option">
        <b dir="auto">${titleOfCard(card)}</b>
        <span class="facts">${facts.filter(Boolean).join(" · ")}</span>
      </span>`;
  }
}

function command(type: CardType) {
  return html`${CARD_ICONS[type]}
    <span class="option"><b dir="ltr">/${type}</b> <span class="facts">${cardName(type)}</span></span>`;
}

/** What is pressed with the mouse must not take the keyboard from the field. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
