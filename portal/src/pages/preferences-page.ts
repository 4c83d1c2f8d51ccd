import { html, LitElement, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { msg } from "@lit/localize";
import type { Chat } from "../core/chat.ts";
import { languages } from "../core/preferences.ts";
import { chosenZone, type Reader } from "../core/reader.ts";
import type { Me, PatientProfile, PreferencesChange } from "../core/shapes.ts";
import { titleOf } from "../core/words.ts";
import { fields, shared } from "../styles/controls.ts";
import { pageStyles, panelStyles } from "../styles/pages.ts";
import { accesses, secondFactor } from "./preference-panels.ts";
import { PreferenceSaver } from "./preference-saver.ts";
import { preferencesStyles } from "./preferences-page.styles.ts";
import { tell } from "./tell.ts";
import "./sessions-panel.ts";
import "../elements/mail-problem-note.ts";
import "../elements/notice-permission.ts";
import "../elements/person-avatar.ts";
import "../elements/preference-switch.ts";
import "../elements/profile-facts.ts";
import "../elements/saving-note.ts";
import "../elements/time-zone-field.ts";

/** Languages whose dates and times the portal can write. */
const LOCALES = ["en-US", "en-GB", "en-CA", "en-AU", "es-ES", "es-MX", "es-US"];

/** What somebody wants and does not want, saved as it is changed. Events: `me` {me}, `problem` {error}. */
@customElement("preferences-page")
export class PreferencesPage extends LitElement {
  static override styles = [shared, fields, pageStyles, panelStyles, preferencesStyles];

  @property({ attribute: false }) chat!: Chat;
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) reader!: Reader;
  /** Those that the clinic speaks. */
  @property({ attribute: false }) languages!: readonly string[];
  @state() private profile: PatientProfile | null = null;
  readonly #saver = new PreferenceSaver(this);

  protected override firstUpdated(): void {
    if (this.#isPatient) void this.#fetchProfile();
  }

  async #fetchProfile(): Promise<void> {
    try {
      this.profile = await this.chat.api.patient(this.me.person.id);
    } catch (error) {
      tell(this, "problem", { error });
    }
  }

  get #isPatient(): boolean {
    return this.me.person.role === "patient";
  }

  protected override render() {
    return html`<div class="column">
      <h1>${msg("Preferences")}</h1>
      ${this.#who()} ${this.#isPatient ? this.#messages() : nothing} ${this.#notices()}
      ${this.#languageAndTime()} ${this.#isPatient ? accesses() : nothing} ${secondFactor()}
      <sessions-panel .chat=${this.chat} .reader=${this.reader}></sessions-panel>
    </div>`;
  }

  #who() {
    const { person } = this.me;
    const facts = this.profile ?? { id: person.id, careTeams: person.careTeams ?? [] };
    const { chatOptIn, locale, timeZone, ...lasting } = { ...facts } as PatientProfile;
    return html`<section class="panel" aria-label=${msg("Your profile")}>
      <div class="who">
        <person-avatar initials=${person.initials} of=${person.id}></person-avatar>
        <div>
          <h2 dir="auto">${person.name}</h2>
          <p class="lead">${titleOf(person)}</p>
        </div>
      </div>
      <profile-facts .facts=${lasting} locale=${this.reader.clock.locale}></profile-facts>
    </section>`;
  }

  #messages() {
    const { chatOptIn } = this.#saver.preferences;
    const about = chatOptIn
      ? msg(
          "You and your care teams can write to each other here. Turning this off takes effect at once; what was written stays readable.",
        )
      : msg(
          "Nobody can write to you here, and you cannot write: the clinic reaches you by phone or post. What was written stays readable. Turning this on takes effect at once.",
        );
    return html`<section class="panel" aria-labelledby="messages">
      <header><h2 id="messages">${msg("Communication preferences")}</h2></header>
      ${this.#switch("chatOptIn", msg("Messages in the portal"), about, chatOptIn, (on) => ({ chatOptIn: on }))}
    </section>`;
  }

  #notices() {
    const { email, web, emailSnippet } = this.#saver.preferences.notify;
    return html`<section class="panel" aria-labelledby="notices">
      <header><h2 id="notices">${msg("Notices")}</h2></header>
      ${this.#switch(
        "email",
        msg("Email"),
        msg("When messages stay unread while you are away. Says how many and from whom, never what."),
        email,
        (on) => ({ notify: { email: on } }),
      )}
      <mail-problem-note
        own
        .problem=${this.me.mailProblem ?? null}
        .clock=${this.reader.clock}
      ></mail-problem-note>
      ${
        this.#isPatient
          ? this.#switch(
              "emailSnippet",
              msg("First words of messages in emails"),
              msg(
                "Where the clinic allows it. Whoever can open your mailbox can then read it. Never for sensitive messages.",
              ),
              emailSnippet,
              (on) => ({ notify: { emailSnippet: on } }),
              !email,
            )
          : nothing
      }
      ${this.#switch(
        "web",
        msg("In this browser"),
        msg("A short note when a message arrives or a visit waits for you. Never what or from whom."),
        web,
        (on) => ({ notify: { web: on } }),
      )}
      ${web ? html`<notice-permission></notice-permission>` : nothing}
    </section>`;
  }

  #switch(
    field: string,
    name: string,
    about: string,
    isOn: boolean,
    change: (on: boolean) => PreferencesChange,
    isDisabled = false,
  ) {
    return html`<preference-switch
      name=${name}
      about=${about}
      ?on=${isOn}
      ?disabled=${isDisabled}
      .saving=${this.#saver.of(field)}
      @switched=${(event: CustomEvent<{ on: boolean }>) => this.#saver.save(field, change(event.detail.on))}
      @again=${() => this.#saver.again(field)}
    ></preference-switch>`;
  }

  #languageAndTime() {
    const { clock } = this.reader;
    return html`<section class="panel" aria-labelledby="language">
      <header><h2 id="language">${msg("Language and time")}</h2></header>
      <div class="choices">
        ${this.#languages()}
        <time-zone-field
          zone=${chosenZone(this.#saver.preferences) ?? ""}
          locale=${clock.locale}
          .saving=${this.#saver.of("timeZone")}
          @chosen=${(event: CustomEvent<{ zone: string }>) => this.#saver.save("timeZone", { timeZone: event.detail.zone })}
          @again=${() => this.#saver.again("timeZone")}
        ></time-zone-field>
      </div>
    </section>`;
  }

  get #offered(): readonly string[] {
    return LOCALES.filter((one) => this.languages.includes(one.split("-")[0]!));
  }

  #languages() {
    const { locale } = this.#saver.preferences;
    return html`<div class="field">
      <label for="locale">${msg("Language")}</label>
      <select
        id="locale"
        @change=${(event: Event) => this.#saver.save("locale", { locale: (event.target as HTMLSelectElement).value })}
      >
        ${languages([...(locale ? [locale] : []), ...this.#offered]).map(
          ({ value, name }) =>
            html`<option value=${value} lang=${value} .selected=${value === locale}>${name}</option>`,
        )}
      </select>
      <p class="hint">${msg("For these pages, for dates and times, and for what the clinic sends you.")}</p>
      <saving-note
        .saving=${this.#saver.of("locale")}
        @again=${() => this.#saver.again("locale")}
      ></saving-note>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "preferences-page": PreferencesPage;
  }
}
