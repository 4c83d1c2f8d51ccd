import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import { failureInWords } from "../core/failures.ts";
import { lengthOf } from "../core/composing.ts";
import { isFor, type FirstDraft } from "../core/first-drafts.ts";
import type { Reader } from "../core/reader.ts";
import { newConversation, recipientsAmong, recipientsFor, type Recipient } from "../core/recipients.ts";
import type { Card, CareTeam, Contacts, NewConversation, Patient } from "../core/shapes.ts";
import { buttons, fields, shared } from "../styles/controls.ts";
import type { CardLookup } from "./card-lookup.ts";
import { closeIcon } from "./icons.ts";
import { sendIcon } from "./thread-icons.ts";
import { dialogStyles } from "./new-message-dialog.styles.ts";
import type { PatientPicker } from "./patient-picker.ts";
import "./message-field.ts";
import "./patient-picker.ts";
import "./recipient-picker.ts";

const TOPIC_LIMIT = 120;

/** What the dialog needs from its page: the look-ups, and the sending itself. */
export interface NewMessageActs {
  readonly findPatients: (words: string) => Promise<readonly Patient[]>;
  readonly contacts: () => Promise<Contacts>;
  /** Where commands look; the same answer for the same patient. */
  readonly cardsOf: (patientId: string) => CardLookup;
  readonly begin: (draft: NewConversation) => Promise<void>;
  /** What was begun before this page was loaded. */
  readonly recall: () => Promise<FirstDraft>;
  readonly keep: (draft: Begun) => void;
}

export type Begun = Pick<FirstDraft, "topic" | "patient" | "recipientId" | "text" | "card">;

/** Whom the message is meant for, as far as is known beforehand. */
export interface Prefilled {
  readonly patient?: Patient;
  readonly careTeamId?: string;
}

/** Starts a conversation with its first message. What was begun and not sent is there when it opens again. */
@customElement("new-message-dialog")
export class NewMessageDialog extends LitElement {
  static override styles = [shared, buttons, fields, dialogStyles];

  @property({ attribute: false }) reader!: Reader;
  @property({ attribute: false }) myTeams: readonly CareTeam[] = [];
  @property({ attribute: false }) acts!: NewMessageActs;
  @property({ type: Number }) limit = 8000;
  @state() private patient: Patient | null = null;
  @state() private recipients: readonly Recipient[] = [];
  @state() private recipient: Recipient | null = null;
  @state() private topic = "";
  @state() private text = "";
  @state() private card: Card | null = null;
  @state() private problem: string | null = null;
  @state() private isSending = false;
  @query("dialog") private dialog!: HTMLDialogElement;
  /** Stays the same while the draft does, so that sending again after a lost answer stores nothing twice. */
  #clientMessageId = crypto.randomUUID();
  #isRecalled = false;

  async open({ patient, careTeamId }: Prefilled = {}): Promise<void> {
    await this.updateComplete;
    this.dialog.showModal();
    this.problem = null;
    if (this.reader.me.role === "patient" && this.recipients.length === 0) await this.#offerContacts();
    await this.#recall(patient ?? null);
    if (patient) this.#writeTo(patient);
    else this.renderRoot.querySelector<PatientPicker>("patient-picker")?.focus();
    const team = this.recipients.find(({ id, canMessage }) => canMessage && id === careTeamId);
    if (team) this.recipient = team;
    if (patient || team) await this.#focusFirstField();
  }

  /** Once, and unless something has been written meanwhile. */
  async #recall(about: Patient | null): Promise<void> {
    if (this.#isRecalled) return;
    const kept = await this.acts.recall();
    this.#isRecalled = true;
    const { topic, text, card, patient, recipientId } = kept;
    const isFree = this.patient === null && this.topic === "" && this.text === "";
    if (!isFree || (text === "" && card === null) || !isFor(kept, about)) return;
    if (patient) this.#about(patient);
    const recipient = this.recipients.find(({ id, canMessage }) => canMessage && id === recipientId);
    Object.assign(this, { topic, text, card, recipient: recipient ?? this.recipient });
  }

  /** Words that were begun for one patient must not go to another. */
  #writeTo(patient: Patient): void {
    const isAnother = this.patient !== null && this.patient.id !== patient.id;
    if (isAnother) Object.assign(this, { topic: "", text: "" });
    if (this.patient?.id !== patient.id) this.#about(patient);
  }

  async #focusFirstField(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#topic, message-field")?.focus();
  }

  async #offerContacts(): Promise<void> {
    try {
      this.#offer(recipientsAmong(await this.acts.contacts()));
    } catch {
      this.problem = msg("Your care teams could not be loaded. Please close this window and try again.");
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    const isAnother = ["patient", "recipient", "topic", "text", "card"].some((name) => changed.has(name));
    if (!isAnother) return;
    this.#clientMessageId = crypto.randomUUID();
    const { topic, text, card, patient, recipient } = this;
    if (this.#isRecalled) this.acts.keep({ topic, text, card, patient, recipientId: recipient?.id ?? null });
  }

  protected override render() {
    return html`<dialog aria-labelledby="heading">
      <form @submit=${this.#submit}>
        <div class="head">
          <h2 id="heading">${msg("New message")}</h2>
          <button type="button" class="icon-button" aria-label=${msg("Close")} @click=${this.#close}>
            ${closeIcon}
          </button>
        </div>
        <div class="body">${this.#fields()}</div>
        <div class="foot">
          <button type="button" class="button quiet" @click=${this.#close}>${msg("Cancel")}</button>
          <button class="button primary" ?disabled=${!this.#canSend}>
            ${sendIcon}${this.isSending ? msg("Sending…") : msg("Send")}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #fields() {
    const isStaff = this.reader.me.role !== "patient";
    return html`${isStaff ? this.#patientField() : nothing} ${this.#recipientField()}
    ${this.recipient?.kind === "team" ? this.#topicField() : nothing}
    ${this.recipient ? this.#textField() : nothing}
    ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}`;
  }

  #patientField() {
    return html`<patient-picker
      .reader=${this.reader}
      .find=${this.acts.findPatients}
      .chosen=${this.patient}
      @chosen=${(event: CustomEvent<{ patient: Patient | null }>) => this.#about(event.detail.patient)}
    ></patient-picker>`;
  }

  #recipientField() {
    if (this.recipients.length === 0) return nothing;
    return html`<recipient-picker
      .reader=${this.reader}
      .recipients=${this.recipients}
      .chosen=${this.recipient}
      @chosen=${(event: CustomEvent<{ recipient: Recipient }>) => (this.recipient = event.detail.recipient)}
    ></recipient-picker>`;
  }

  #topicField() {
    return html`<div class="field">
      <label for="topic">${msg("Topic")}</label>
      <input
        id="topic"
        type="text"
        dir="auto"
        required
        maxlength=${TOPIC_LIMIT}
        autocomplete="off"
        placeholder=${msg("What is it about?")}
        .value=${this.topic}
        @input=${(event: Event) => (this.topic = (event.target as HTMLInputElement).value)}
      />
    </div>`;
  }

  #textField() {
    return html`<message-field
      .text=${this.text}
      .card=${this.card}
      .cards=${this.#lookup()}
      .clock=${this.reader.clock}
      .limit=${this.limit}
      @write=${(event: CustomEvent<{ text: string }>) => (this.text = event.detail.text)}
      @card=${(event: CustomEvent<{ card: Card | null }>) => (this.card = event.detail.card)}
    ></message-field>`;
  }

  /** Those of the patient whom the message is about; a patient's own where they write themself. */
  #lookup(): CardLookup | null {
    const { me } = this.reader;
    const patient = me.role === "patient" ? me : this.patient;
    return patient && this.acts.cardsOf(patient.id);
  }

  #about(patient: Patient | null): void {
    this.patient = patient;
    this.card = null;
    this.#offer(patient ? recipientsFor(patient, this.reader.me, this.myTeams) : []);
  }

  #offer(recipients: readonly Recipient[]): void {
    this.recipients = recipients;
    const possible = recipients.filter(({ canMessage }) => canMessage);
    this.recipient = possible.length === 1 || this.patient ? (possible[0] ?? null) : null;
  }

  get #canSend(): boolean {
    const length = lengthOf(this.text);
    const hasTopic = this.recipient?.kind === "person" || this.topic.trim() !== "";
    return (
      !this.isSending &&
      this.recipient !== null &&
      hasTopic &&
      (this.text.trim() !== "" || this.card !== null) &&
      length <= this.limit
    );
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.recipient || !this.#canSend) return;
    const { recipient, patient, topic, text, card } = this;
    Object.assign(this, { isSending: true, problem: null });
    try {
      const clientMessageId = this.#clientMessageId;
      await this.acts.begin(newConversation({ clientMessageId, recipient, patient, topic, text, card }));
      this.#close();
      Object.assign(this, {
        patient: null,
        recipient: null,
        recipients: [],
        topic: "",
        text: "",
        card: null,
      });
    } catch (error) {
      this.problem = failureInWords(error);
    } finally {
      this.isSending = false;
    }
  }

  #close(): void {
    this.dialog.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "new-message-dialog": NewMessageDialog;
  }
}
