import { css, html, LitElement, svg } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { buttons, shared } from "../styles/controls.ts";
import { icon } from "./icons.ts";

const clipIcon = icon(
  svg`<path d="M20 11.5l-8 8a5 5 0 0 1-7.1-7.1l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.5-7.5" />`,
);

/** Opens the browser's file chooser. Event: `files` {files}. */
@customElement("attach-button")
export class AttachButton extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        flex: none;
      }
    `,
  ];

  /** Content types that may be chosen. */
  @property({ attribute: false }) types: readonly string[] = [];
  /** Not every machine knows the types: the endings of names come a moment later. */
  @state() private accept = "";
  @query("input") private field!: HTMLInputElement;

  protected override async firstUpdated(): Promise<void> {
    const rules = await import("../core/file-rules.ts").catch(() => null);
    this.accept = rules?.acceptOf(this.types) ?? "";
  }

  protected override render() {
    return html`<button
        class="icon-button"
        type="button"
        aria-label=${msg("Attach files")}
        title=${msg("Attach files")}
        @click=${() => this.field.click()}
      >
        ${clipIcon}</button
      ><input
        type="file"
        multiple
        hidden
        aria-label=${msg("Files")}
        accept=${this.accept || this.types.join(",")}
        @change=${this.#chosen}
      />`;
  }

  #chosen(): void {
    const files = [...(this.field.files ?? [])];
    // So that the same file can be chosen again.
    this.field.value = "";
    if (files.length) this.dispatchEvent(new CustomEvent("files", { detail: { files } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "attach-button": AttachButton;
  }
}
