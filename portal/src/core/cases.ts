import type { Case, Conversation, Person } from "./shapes.ts";

/** The case with its conversation as it stands now: pushes bring it on, and may even begin it. */
export function liveCase(one: Case, known: ReadonlyMap<string, Conversation>): Case {
  const conversation = one.conversation
    ? known.get(one.conversation.id)
    : [...known.values()].find(({ caseId }) => caseId === one.id);
  if (!conversation) return one;
  const { canReply, reason } = conversation;
  const status = reason === "CASE_CLOSED" ? "closed" : canReply ? "open" : one.status;
  return { ...one, status, conversation };
}

/** Two views of the list as one: each case once, in the order of the server. */
export function mergeCases(known: readonly Case[], incoming: readonly Case[]): readonly Case[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  for (const one of incoming) byId.set(one.id, one);
  return [...byId.values()];
}

/** Open ones first; among them the latest word, and what nobody has written about yet at the end. */
export function inOrder(cases: readonly Case[]): readonly Case[] {
  const place = (one: Case) => `${one.status === "open" ? 1 : 0}${one.conversation?.lastActivityAt ?? ""}`;
  return [...cases].sort((one, other) => {
    if (place(one) === place(other)) return one.title.localeCompare(other.title);
    return place(one) < place(other) ? 1 : -1;
  });
}

/** Whether somebody asked for the case or was asked. */
export function isRequester(one: Case, me: Person): boolean {
  return one.requester.id === me.id;
}

export function otherOf(one: Case, me: Person): Person {
  return isRequester(one, me) ? one.provider : one.requester;
}
