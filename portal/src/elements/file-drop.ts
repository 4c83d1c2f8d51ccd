import { css, html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { shared } from "../styles/controls.ts";

/**
 * Takes files that are dropped on the element in which it stands, and shows where they go. Dropped anywhere else they
 * are let go of: a browser would leave the page to show them. Event: `files` {files}.
 */
@customElement("file-drop")
export class FileDrop extends LitElement {
  static override styles = [
    shared,
    css`
      p {
        position: absolute;
        z-index: 4;
        inset: 8px;
        display: grid;
        place-items: center;
        border: 2px dashed var(--accent);
        border-radius: var(--radius-large);
        background: rgb(from var(--surface) r g b / 92%);
        color: var(--accent-text);
        font-weight: 650;
        pointer-events: none;
      }
    `,
  ];

  /** Nothing can be attached at present. */
  @property({ type: Boolean }) off = false;
  @state() private isOver = false;
  #listening = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const name of ["dragenter", "dragover"]) {
      addEventListener(name, (event) => this.#dragged(event as DragEvent), { signal });
    }
    addEventListener("dragleave", (event) => event.relatedTarget || (this.isOver = false), { signal });
    addEventListener("drop", (event) => this.#dropped(event), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
  }

  protected override render() {
    return this.isOver ? html`<p>${msg("Drop files here to attach them")}</p>` : nothing;
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.isOver = this.#isHere(event);
    event.dataTransfer.dropEffect = this.isOver ? "copy" : "none";
  }

  #dropped(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.isOver = false;
    if (this.#isHere(event)) this.#tell(event.dataTransfer.files);
  }

  #isHere(event: Event): boolean {
    const { host } = this.getRootNode() as ShadowRoot;
    return !this.off && event.composedPath().includes(host);
  }

  #tell(files: Iterable<File>): void {
    this.dispatchEvent(new CustomEvent("files", { detail: { files: [...files] } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "file-drop": FileDrop;
  }
}
