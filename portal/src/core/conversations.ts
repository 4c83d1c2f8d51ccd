import type { Conversation } from "./shapes.ts";

/**
 * Two views of one conversation as one. A push or a page may be older than what is known: `revision`, `seatRevision` and
 * `readSeq` only grow. Where the marker was put back (`isKeptUnread`) it does not grow either: a view that was made before would undo it.
 */
export function mergeConversation(
  known: Conversation | undefined,
  incoming: Conversation,
  isKeptUnread = false,
): Conversation {
  if (!known) return incoming;
  const { pinned, muted, seatRevision } = incoming.seatRevision >= known.seatRevision ? incoming : known;
  const isUndone = isKeptUnread && incoming.readSeq > known.readSeq;
  return {
    ...(incoming.revision >= known.revision ? incoming : known),
    pinned,
    muted,
    seatRevision,
    lastSeq: Math.max(known.lastSeq, incoming.lastSeq),
    readSeq: isUndone ? known.readSeq : Math.max(known.readSeq, incoming.readSeq),
    unreadCount: isUndone ? Math.max(known.unreadCount, incoming.unreadCount) : unreadOf(known, incoming),
  };
}

/** Where one view has the later message and the other the later marker, the messages between decide. */
function unreadOf(known: Conversation, incoming: Conversation): number {
  const [behind, ahead] = known.lastSeq <= incoming.lastSeq ? [known, incoming] : [incoming, known];
  if (ahead.readSeq >= behind.readSeq) return ahead.unreadCount;
  return Math.min(ahead.unreadCount, behind.unreadCount + ahead.lastSeq - behind.lastSeq);
}

/** What decides where a conversation stands in a list. */
export type Place = Pick<Conversation, "id" | "pinned" | "lastActivityAt">;

/** Above every conversation. */
export const TOP: Place = { id: "", pinned: true, lastActivityAt: "~" };

/** Pinned first, then the latest activity. Times are all of one form, so that their letters can be compared. */
export function compareInInbox(one: Place, other: Place): number {
  const [first, second] = [one, other].map(
    ({ pinned, lastActivityAt, id }) => `${pinned}${lastActivityAt}${id}`,
  );
  return first! > second! ? -1 : Number(first! < second!);
}

/** The ids of those known that a fresh first page should have shown and did not: they have changed meanwhile. */
export function missingFromFirstPage(
  known: readonly Conversation[],
  page: readonly Conversation[],
  hasMore: boolean,
): readonly string[] {
  const shown = new Set(page.map((conversation) => conversation.id));
  const end = page.at(-1);
  const isWithin = (conversation: Conversation) =>
    !hasMore || (end !== undefined && compareInInbox(conversation, end) < 0);
  const missing = known.filter((conversation) => !shown.has(conversation.id) && isWithin(conversation));
  return missing.map((conversation) => conversation.id);
}
