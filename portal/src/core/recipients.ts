import type { Card, CareTeam, Contacts, NewConversation, Patient, Person, Reachable } from "./shapes.ts";

/** Somebody a new message may go to: a care team, about a topic, or one person directly. */
export interface Recipient extends Reachable {
  readonly key: string;
  readonly kind: "team" | "person";
  readonly id: string;
  readonly name: string;
  readonly person?: Person;
}

/** For a patient: their care teams and providers. */
export function recipientsAmong(contacts: Contacts): readonly Recipient[] {
  return [
    ...contacts.careTeams.map((team) => teamRecipient(team, team)),
    ...contacts.providers.map((person) => personRecipient(person, person)),
  ];
}

/** For staff: the teams that they share with the patient, then the patient directly, which is for providers alone. */
export function recipientsFor(
  patient: Patient,
  me: Person,
  myTeams: readonly CareTeam[],
): readonly Recipient[] {
  const ofPatient = new Set(patient.careTeams.map(({ id }) => id));
  const shared = myTeams.filter(({ id }) => ofPatient.has(id));
  const teams = (shared.length > 0 ? shared : myTeams).map((team) => teamRecipient(team, patient));
  return me.role === "provider" ? [...teams, personRecipient(me, patient)] : teams;
}

export interface Draft {
  readonly clientMessageId: string;
  readonly recipient: Recipient;
  readonly patient: Patient | null;
  readonly topic: string;
  readonly text: string;
  readonly card?: Card | null;
}

/** The draft as the API wants it. */
export function newConversation({
  clientMessageId,
  recipient,
  patient,
  topic,
  text,
  card,
}: Draft): NewConversation {
  const message = { clientMessageId, text, ...(card ? { card: { type: card.type, id: card.id } } : {}) };
  const about = patient ? { patientId: patient.id } : {};
  if (recipient.kind === "team") {
    return { kind: "topic", topic: topic.trim(), careTeamId: recipient.id, ...about, message };
  }
  return patient
    ? { kind: "direct", patientId: patient.id, message }
    : { kind: "direct", providerId: recipient.id, message };
}

function teamRecipient({ id, name }: CareTeam, { canMessage, reason, nextStep }: Reachable): Recipient {
  return { key: `team ${id}`, kind: "team", id, name, canMessage, reason, nextStep };
}

function personRecipient(person: Person, { canMessage, reason, nextStep }: Reachable): Recipient {
  const { id, name } = person;
  return { key: `person ${id}`, kind: "person", id, name, person, canMessage, reason, nextStep };
}
