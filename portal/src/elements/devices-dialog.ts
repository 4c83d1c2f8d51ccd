import { css, html, LitElement, nothing } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { NO_DEVICES, type Devices } from "../calls/devices.ts";
import { devicesHere, onDevices } from "../calls/media.ts";
import type { OwnMedia } from "../calls/own-media.ts";
import { buttons, shared } from "../styles/controls.ts";
import { closeIcon } from "./icons.ts";
import "./device-pickers.ts";

/** Changes camera, microphone and speaker during a call. Event: `chosen` {choice}. */
@customElement("devices-dialog")
export class DevicesDialog extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 10px 22px 24px;
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
        color: var(--text);
        box-shadow: var(--shadow-high);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin: 0 -10px 10px 0;
      }
      h2 {
        font-size: var(--size-title);
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) own!: OwnMedia;
  @state() private devices: Devices = NO_DEVICES;
  @state() private isOpen = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  #end: () => void = () => undefined;

  async open(): Promise<void> {
    await this.#find();
    this.isOpen = true;
    this.#end = onDevices(() => void this.#find());
    await this.updateComplete;
    this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @click=${this.#clicked}>
      <header>
        <h2 id="title">${msg("Camera, microphone, speaker")}</h2>
        <button class="icon-button" aria-label=${msg("Close")} @click=${() => this.dialog.close()}>
          ${closeIcon}
        </button>
      </header>
      ${this.isOpen ? this.#pickers() : nothing}
    </dialog>`;
  }

  #pickers() {
    const { own } = this;
    return html`<device-pickers
      .devices=${this.devices}
      .choice=${own.choice}
      .camera=${own.isSharing ? null : own.video}
      .microphone=${own.audio}
      @chosen=${({ detail }: CustomEvent) => this.dispatchEvent(new CustomEvent("chosen", { detail }))}
    ></device-pickers>`;
  }

  async #find(): Promise<void> {
    this.devices = await devicesHere();
  }

  /** A click beside the dialog closes it. */
  #clicked(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }

  #closed(): void {
    this.#end();
    this.isOpen = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "devices-dialog": DevicesDialog;
  }
}
