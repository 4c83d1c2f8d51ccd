import type { LitElement, ReactiveController } from "lit";
import { slashAt, type Slash } from "../core/slash.ts";
import type { CardLookup } from "./card-lookup.ts";
import { SlashMenu } from "./slash-menu.ts";

const KEY_CODE_OF_INPUT_METHOD = 229;
const LOOK_AT = ["input", "keyup", "click", "focusin", "focusout"];

/** Follows the caret of a text field from command to command. While one is being typed, the keys are for its list. */
export class SlashCommands implements ReactiveController {
  readonly #host: LitElement;
  readonly #lookup: () => CardLookup | null;
  readonly #menu: SlashMenu;
  #slash: Slash | null = null;
  /** Where a slash stands that is to be one and no more. */
  #leftAlone: number | null = null;

  constructor(host: LitElement, lookup: () => CardLookup | null) {
    this.#host = host;
    this.#lookup = lookup;
    this.#menu = new SlashMenu(host, () => this.#field);
    host.addController(this);
    // Before the field's own listeners: a key that is for the list must not reach them.
    host.renderRoot.addEventListener("keydown", (event) => this.#pressed(event as KeyboardEvent), {
      capture: true,
    });
    for (const name of LOOK_AT) host.renderRoot.addEventListener(name, this.#look);
    this.#look();
  }

  hostUpdated(): void {
    this.#look();
    this.#describe();
  }

  get isOpen(): boolean {
    return this.#slash !== null;
  }

  render() {
    return this.#menu.render();
  }

  /** Leaves the command as it is, or begins one where the caret is. */
  toggle(): void {
    if (this.#slash) return this.#leave();
    this.#leftAlone = null;
    this.#look();
    if (!this.#slash) this.#menu.begin();
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector("textarea");
  }

  readonly #look = (event?: Event): void => {
    // Whoever scrolls the list by keys is still choosing.
    if (this.#slash && this.#menu.hasFocus(event)) return;
    // The field still has the focus while it is told that it loses it.
    const field = event?.type === "focusout" ? null : this.#field;
    if (!field?.matches(":focus") || !this.#lookup()) return this.#follow(null);
    const isCaret = field.selectionStart === field.selectionEnd;
    const slash = isCaret ? slashAt(field.value, field.selectionEnd) : null;
    if (slash?.from !== this.#leftAlone) this.#leftAlone = null;
    this.#follow(this.#leftAlone === null ? slash : null);
  };

  #follow(slash: Slash | null): void {
    const isSame = JSON.stringify(slash) === JSON.stringify(this.#slash);
    this.#slash = slash;
    this.#menu.follow(slash, this.#lookup());
    if (!isSame) this.#host.requestUpdate();
  }

  #pressed(event: KeyboardEvent): void {
    const { key, target, shiftKey, ctrlKey, altKey, metaKey } = event;
    const isComposing = event.isComposing || event.keyCode === KEY_CODE_OF_INPUT_METHOD;
    const isHere = target === this.#field || this.#menu.hasFocus();
    if (!this.#slash || isComposing || !isHere || shiftKey || ctrlKey || altKey || metaKey) return;
    if (key === "Escape") this.#leave();
    else if (!this.#menu.press(key) && key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  }

  #leave(): void {
    this.#field?.focus();
    this.#leftAlone = this.#slash?.from ?? null;
    this.#follow(null);
  }

  /** The field keeps its role: `aria-expanded`, which no text field may have, stands on the button. */
  #describe(): void {
    const can = this.#lookup() !== null;
    const option = this.#slash && this.#menu.activeId;
    this.#set("aria-haspopup", can ? "listbox" : null);
    this.#set("aria-autocomplete", can ? "list" : null);
    this.#set("aria-controls", option && "slash-list");
    this.#set("aria-activedescendant", option);
  }

  #set(name: string, value: string | null): void {
    if (value) this.#field?.setAttribute(name, value);
    else this.#field?.removeAttribute(name);
  }
}
