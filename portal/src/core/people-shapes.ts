/** People as the API shows them, and what may be written to whom. */

export type Role = "patient" | "provider" | "front_desk" | "admin";
export type Reason = "NO_PORTAL_ACCOUNT" | "OPTED_OUT" | "NO_RELATIONSHIP" | "CASE_CLOSED";

export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly title?: string | null;
  readonly initials: string;
}

export interface CareTeam {
  readonly id: string;
  readonly name: string;
}

/** What stands against writing, and in one sentence what to do about it; null where nothing does. */
export interface Hindrance {
  readonly reason: Reason | null;
  readonly nextStep: string | null;
}

export interface Reachable extends Hindrance {
  readonly canMessage: boolean;
}

export interface Patient extends Person, Reachable {
  readonly careTeams: readonly CareTeam[];
}

/** Why mails do not go to somebody's present address. */
export interface MailProblem {
  readonly kind: "BOUNCED" | "COMPLAINED";
  readonly at: string;
}

export interface PatientProfile extends Patient {
  readonly portalAccount: boolean;
  readonly chatOptIn: boolean;
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly online: boolean;
  readonly mailProblem?: MailProblem | null;
}

export interface Contacts {
  readonly careTeams: readonly (CareTeam & Reachable)[];
  readonly providers: readonly (Person & Reachable)[];
}

export interface Me {
  readonly person: Person & { readonly careTeams?: readonly CareTeam[] };
  readonly preferences: Preferences;
  readonly mailProblem?: MailProblem | null;
  readonly limits?: Limits;
  readonly session?: { readonly idleMinutes: number };
  /** The key with which browsers subscribe to be woken; null where the clinic wakes nobody. */
  readonly push?: { readonly publicKey: string } | null;
  /** Whether a second factor is asked of them before anything else. */
  readonly secondFactor?: "NOT_ASKED" | "TO_ENROL" | "TO_PROVE" | "PROVEN";
}

/** Where to sign in again, to be completed by `expiresAt`. */
export interface StepUp {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** One of the places where a person is signed in. */
export interface SignedInSession {
  readonly id: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly address: string;
  /** What the browser says of itself. */
  readonly agent: string;
  readonly isCurrent: boolean;
}

/** What the clinic takes, at most. */
export interface Limits {
  readonly textLength: number;
  readonly attachmentBytes: number;
  /** Content types. */
  readonly attachmentTypes: readonly string[];
  readonly attachmentsPerMessage: number;
}

export interface Preferences {
  readonly chatOptIn: boolean;
  readonly notify: NotifyPreferences;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

export interface NotifyPreferences {
  readonly email: boolean;
  readonly web: boolean;
  readonly emailSnippet: boolean;
}

/** Any part of the preferences. */
export type PreferencesChange = Partial<
  Omit<Preferences, "notify"> & { readonly notify: Partial<NotifyPreferences> }
>;
