import type { Conversation } from "./shapes.ts";

/** Two views of one conversation as one. A page may be older than a push: `lastSeq` and `readSeq` only grow. */
export function mergeConversation(known: Conversation | undefined, incoming: Conversation): Conversation {
  if (!known) return incoming;
  const newer = incoming.lastSeq >= known.lastSeq ? incoming : known;
  return {
    ...newer,
    readSeq: Math.max(known.readSeq, incoming.readSeq),
    unreadCount: unreadOf(known, incoming),
  };
}

/** Where one view has the later message and the other the later marker, the messages between decide. */
function unreadOf(known: Conversation, incoming: Conversation): number {
  const [behind, ahead] = known.lastSeq <= incoming.lastSeq ? [known, incoming] : [incoming, known];
  if (ahead.lastSeq === behind.lastSeq && known.readSeq === incoming.readSeq) return incoming.unreadCount;
  if (ahead.readSeq >= behind.readSeq) return ahead.unreadCount;
  return Math.min(ahead.unreadCount, behind.unreadCount + ahead.lastSeq - behind.lastSeq);
}

/** Pinned first, then the latest activity. */
export function compareInInbox(one: Conversation, other: Conversation): number {
  if (one.pinned !== other.pinned) return one.pinned ? -1 : 1;
  if (one.lastActivityAt !== other.lastActivityAt) return one.lastActivityAt > other.lastActivityAt ? -1 : 1;
  return one.id > other.id ? -1 : 1;
}

/** Those of the known ids that a fresh first page should have shown and did not: left or archived meanwhile. */
export function missingFromFirstPage(
  known: readonly Conversation[],
  page: readonly Conversation[],
  hasMore: boolean,
): ReadonlySet<string> {
  const shown = new Set(page.map((conversation) => conversation.id));
  const end = page.at(-1);
  const isWithin = (conversation: Conversation) =>
    !hasMore || (end !== undefined && compareInInbox(conversation, end) < 0);
  const missing = known.filter((conversation) => !shown.has(conversation.id) && isWithin(conversation));
  return new Set(missing.map((conversation) => conversation.id));
}
