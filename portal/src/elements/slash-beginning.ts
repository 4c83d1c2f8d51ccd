import { html, nothing, svg, type LitElement } from "lit";
import { msg } from "@lit/localize";
import { slashAt } from "../core/slash.ts";
import type { CardLookup } from "./card-lookup.ts";
import { icon } from "./icons.ts";
import type { SlashCommands } from "./slash-commands.ts";

/**
 * What a text field needs of commands before there is one: the button, and an eye on the first slash, with which the rest
 * is fetched. What is chosen comes as the host's event `card` {card}.
 */
export class SlashBeginning {
  readonly #host: LitElement;
  readonly #lookup: () => CardLookup | null;
  #commands: SlashCommands | null = null;
  #isMissing = false;

  /** Without a lookup a slash is a slash. */
  constructor(host: LitElement, lookup: () => CardLookup | null) {
    this.#host = host;
    this.#lookup = lookup;
    host.addEventListener("input", this.#typed);
    // Before the field's own listener, which would send half a command.
    host.addEventListener("keydown", this.#pressed, { capture: true });
  }

  /** The list, where there is one: it stands over what follows. */
  render() {
    if (this.#commands) return this.#commands.render();
    if (!this.#isMissing) return nothing;
    return html`<p class="error" role="alert">${msg("The list could not be loaded.")}</p>`;
  }

  /** For touch, and for those who do not know of the slash. */
  renderButton() {
    if (!this.#lookup()) return nothing;
    const label = msg("Show an appointment, an invoice or a prescription");
    return html`<button
      type="button"
      class="icon-button show"
      title=${label}
      aria-label=${label}
      aria-haspopup="listbox"
      aria-expanded=${this.#commands?.isOpen ?? false}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${this.#toggle}
    >
      ${commandsIcon}
    </button>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector("textarea");
  }

  get #isBegun(): boolean {
    const field = this.#field;
    return Boolean(field && this.#lookup() && slashAt(field.value, field.selectionEnd));
  }

  readonly #typed = (): void => {
    if (this.#commands) return;
    if (this.#isBegun) void this.#fetch();
    else this.#tell(false);
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (this.#commands || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!this.#isBegun) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#fetch();
  };

  readonly #toggle = async (): Promise<void> => {
    this.#field?.focus();
    const isFirst = this.#commands === null;
    await this.#fetch();
    // What has been typed already is taken up by itself.
    if (!isFirst || !this.#commands?.isOpen) this.#commands?.toggle();
  };

  async #fetch(): Promise<void> {
    try {
      const { SlashCommands } = await import("./slash-commands.ts");
      this.#commands ??= new SlashCommands(this.#host, this.#lookup);
      this.#tell(false);
    } catch {
      this.#tell(true);
    }
  }

  #tell(isMissing: boolean): void {
    this.#isMissing = isMissing;
    this.#host.requestUpdate();
  }
}

const commandsIcon = icon(svg`<rect x="4" y="4" width="16" height="16" rx="4" /><path d="M13.8 8l-3.6 8" />`);
