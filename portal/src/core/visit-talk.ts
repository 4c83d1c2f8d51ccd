import { withConversations } from "./changes.ts";
import type { Chat } from "./chat.ts";
import type { Conversation, FirstMessage } from "./shapes.ts";
import type { Appointment } from "./visit-shapes.ts";
import { isProviderOf } from "./visit-times.ts";

/** Where the two of a visit write to each other meanwhile. */

/** Their direct conversation, else the one about this patient that was last written in; null: there is none. */
export function talkOf(
  { patient, provider }: Appointment,
  known: Iterable<Conversation>,
): Conversation | null {
  const ofPatient = [...known].filter((one) => one.patient.id === patient.id && one.kind !== "case");
  const direct = ofPatient.find((one) => one.kind === "direct" && one.provider?.id === provider.id);
  return direct ?? ofPatient.sort(byActivity)[0] ?? null;
}

function byActivity(one: Conversation, other: Conversation): number {
  return one.lastActivityAt < other.lastActivityAt ? 1 : -1;
}

/** All that the reader may see of what was written about the patient lately. */
export async function loadTalk(chat: Chat, { patient }: Appointment): Promise<void> {
  const { items } = await chat.api.patientConversations(patient.id, null);
  chat.store.change((state) => withConversations(state, items));
}

/** Begins their direct conversation, or goes on with it where there is one. */
export async function beginTalk(chat: Chat, one: Appointment, message: FirstMessage): Promise<void> {
  const whom = isProviderOf(one, chat.me) ? { patientId: one.patient.id } : { providerId: one.provider.id };
  const conversation = await chat.api.begin({ kind: "direct", ...whom, message });
  chat.store.change((state) => withConversations(state, [conversation]));
}
