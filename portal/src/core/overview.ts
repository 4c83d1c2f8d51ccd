import type { Conversation } from "./shapes.ts";

/** What a dashboard picks from the conversations that are known. */

/** Those that wait for an answer, the longest wait first; what a colleague has taken comes after what nobody has. */
export function waiting(known: Iterable<Conversation>, me: string, most: number): readonly Conversation[] {
  return [...known]
    .filter(({ needsReply }) => needsReply !== null)
    .sort((one, other) => turn(one, me) - turn(other, me) || compare(since(one), since(other)))
    .slice(0, most);
}

export function latest(known: Iterable<Conversation>, most: number): readonly Conversation[] {
  return [...known]
    .filter(({ status }) => status !== "archived")
    .sort((one, other) => compare(other.lastActivityAt, one.lastActivityAt))
    .slice(0, most);
}

function turn({ needsReply }: Conversation, me: string): number {
  const claimedBy = needsReply?.claimedBy;
  return claimedBy && claimedBy.id !== me ? 1 : 0;
}

function since({ needsReply }: Conversation): string {
  return needsReply?.since ?? "";
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
