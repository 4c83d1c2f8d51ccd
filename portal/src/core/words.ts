import { msg, str } from "@lit/localize";
import type { Person, Reason, Role } from "./shapes.ts";

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

/** Why nobody can write here, and what to do instead. */
export function reasonInWords(reason: Reason | null, me: Person, patientName: string): string {
  return (me.role === "patient" ? REASONS_FOR_PATIENTS : REASONS_FOR_STAFF)[reason ?? "UNKNOWN"](patientName);
}

type Words = Record<Reason | "UNKNOWN", (patientName: string) => string>;

const REASONS_FOR_STAFF: Words = {
  NO_PORTAL_ACCOUNT: (name) =>
    msg(
      str`${name} has no portal account yet, so a message would not reach them. Please phone, or invite them to the portal.`,
    ),
  OPTED_OUT: (name) =>
    msg(
      str`${name} has chosen not to receive messages here. Please respect that and phone or write by post.`,
    ),
  NO_RELATIONSHIP: (name) =>
    msg(
      str`${name} is not in your care at present, so you cannot write here. A colleague on their care team can.`,
    ),
  UNKNOWN: () => msg("Nobody can write in this conversation at present."),
};

const REASONS_FOR_PATIENTS: Words = {
  NO_PORTAL_ACCOUNT: () =>
    msg("Messaging needs a portal account. Please phone the clinic to have it set up."),
  OPTED_OUT: () =>
    msg("You have turned messages off. Turn them on under Communication preferences, or phone the clinic."),
  NO_RELATIONSHIP: () =>
    msg(
      "You are no longer in this team’s care, so you cannot write here. Please start a new message or phone the clinic.",
    ),
  UNKNOWN: () => msg("Nobody can write in this conversation at present."),
};
