import { msg, str } from "@lit/localize";
import type { Hindrance, Message, Person, Reason, Role, SystemAct } from "./shapes.ts";

/** Words that more than one element says. */

export function roleName(role: Role): string {
  const names: Record<Role, string> = {
    patient: msg("Patient"),
    provider: msg("Care provider"),
    front_desk: msg("Front desk"),
    admin: msg("Administrator"),
  };
  return names[role];
}

/** A person's own title where they have one, otherwise the name of their role. */
export function titleOf(person: Person): string {
  return person.title || roleName(person.role);
}

/** What an entry says that nobody wrote. `text` is the server's own sentence. */
export function systemInWords({ system, text }: Message, me: Person): string {
  const { act, person } = system ?? {};
  const words = act && person && SYSTEM_ACTS[act];
  if (words) return words(person.name, person.id === me.id);
  if (act === "archived") return msg("Archived after a long time without messages");
  if (act === "restored")
    return msg("Restored from a backup. Messages that were written shortly before this may be missing.");
  return text ?? "";
}

type SystemWords = (name: string, isMe: boolean) => string;

const SYSTEM_ACTS: Partial<Record<SystemAct["act"], SystemWords>> = {
  resolved: (name, isMe) =>
    isMe ? msg("You marked this as resolved") : msg(str`${name} marked this as resolved`),
  reopened: (name, isMe) => (isMe ? msg("You opened this again") : msg(str`${name} opened this again`)),
  member_joined: (name, isMe) => (isMe ? msg("You joined") : msg(str`${name} joined`)),
};

/** Who is typing at this moment; empty where nobody is. */
export function typingInWords(typists: readonly Person[]): string {
  const [one, other, ...more] = typists.map(({ name }) => name);
  if (!one) return "";
  if (!other) return msg(str`${one} is typing…`);
  return more.length ? msg("Several people are typing…") : msg(str`${one} and ${other} are typing…`);
}

/** Whether somebody on the other side is online, in words. */
export interface Presence {
  readonly isOnline: boolean;
  readonly words: string;
}

/** null where there is nobody to speak of. One that the page names already (`isNamed`) needs no name. */
export function presenceOf(
  others: readonly Person[],
  online: ReadonlySet<string>,
  isNamed: boolean,
): Presence | null {
  const here = others.filter(({ id }) => online.has(id));
  const [one] = here;
  if (others.length === 1 && isNamed)
    return { isOnline: one !== undefined, words: one ? msg("Online") : msg("Offline") };
  if (!one) return null;
  const words = here.length === 1 ? msg(str`${one.name} is online`) : msg(str`${here.length} online`);
  return { isOnline: true, words };
}

/** Why nobody can write here. What to do about it stands beside the reason. */
export function reasonInWords(reason: Reason | null, me: Person, patientName: string): string {
  return (me.role === "patient" ? REASONS_FOR_PATIENTS : REASONS_FOR_STAFF)[reason ?? "UNKNOWN"](patientName);
}

/** The reason, and after it what to do. */
export function hindranceInWords({ reason, nextStep }: Hindrance, me: Person, patientName: string): string {
  return [reasonInWords(reason, me, patientName), nextStepInWords({ reason, nextStep }, me.role)]
    .filter(Boolean)
    .join(" ");
}

/** What to do about the reason. For one that is not known here the server's own sentence. */
export function nextStepInWords({ reason, nextStep }: NextStep, role: Role): string | null {
  const words = reason && (role === "patient" ? STEPS_FOR_PATIENTS : STEPS_FOR_STAFF)[reason];
  return words && nextStep ? words() : nextStep;
}

type NextStep = Pick<Hindrance, "reason" | "nextStep">;

type Words = Record<Reason | "UNKNOWN", (patientName: string) => string>;

const REASONS_FOR_ALL = {
  CASE_CLOSED: () => msg("This case is closed. Its messages stay readable."),
  UNKNOWN: () => msg("Nobody can write in this conversation at present."),
};

const REASONS_FOR_STAFF: Words = {
  ...REASONS_FOR_ALL,
  NO_PORTAL_ACCOUNT: (name) =>
    msg(str`${name} has no portal account yet, so a message would not reach them.`),
  OPTED_OUT: (name) => msg(str`${name} has chosen not to receive messages here.`),
  NO_RELATIONSHIP: (name) => msg(str`${name} is not in your care at present, so you cannot write here.`),
};

const REASONS_FOR_PATIENTS: Words = {
  ...REASONS_FOR_ALL,
  NO_PORTAL_ACCOUNT: () => msg("Messaging needs a portal account."),
  OPTED_OUT: () => msg("You have turned messages off."),
  NO_RELATIONSHIP: () => msg("You are no longer in this team’s care, so you cannot write here."),
};

type Steps = Record<Reason, () => string>;

const STEPS_FOR_STAFF: Steps = {
  NO_PORTAL_ACCOUNT: () => msg("Invite them to the portal, or use the phone."),
  OPTED_OUT: () => msg("Respect the preference and use another way to reach them."),
  NO_RELATIONSHIP: () => msg("Ask the clinic to renew the relation."),
  CASE_CLOSED: () => msg("Ask the clinic to open it again, or use another way."),
};

const STEPS_FOR_PATIENTS: Steps = {
  ...STEPS_FOR_STAFF,
  NO_PORTAL_ACCOUNT: () => msg("Ask the clinic for a portal account, or use the phone."),
  OPTED_OUT: () => msg("Turn chat on in your communication preferences."),
};
