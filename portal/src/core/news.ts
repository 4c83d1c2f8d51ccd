import type { Conversation } from "./shapes.ts";

type Conversations = ReadonlyMap<string, Conversation>;
type Known = Pick<Conversation, "lastSeq" | "readSeq" | "unreadCount">;

/** What has come that a notice is to tell of: texts of others that are neither read nor in view, nor muted. */
export interface News {
  /** How each conversation stood at the last look. null: nobody has looked yet, and what is there then is no news. */
  readonly known: ReadonlyMap<string, Known> | null;
  /** The latest activity seen so far: what comes into sight late and is not newer is no news either. */
  readonly latest: string;
  /** How many texts of which conversation. */
  readonly fresh: ReadonlyMap<string, number>;
}

export const NO_NEWS: News = { known: null, latest: "", fresh: new Map() };

/** The news after another look. */
export function lookAgain(news: News, now: Conversations, isInView: (id: string) => boolean): News {
  const fresh = new Map<string, number>();
  let { latest } = news;
  for (const one of now.values()) {
    const count = Math.min(one.unreadCount, (news.fresh.get(one.id) ?? 0) + cameSince(news, one));
    if (count > 0 && !one.muted && !isInView(one.id)) fresh.set(one.id, count);
    if (one.lastActivityAt > latest) latest = one.lastActivityAt;
  }
  return { known: now, latest, fresh };
}

/** How many texts of others a conversation has that it had not at the last look. */
function cameSince({ known, latest }: News, now: Conversation): number {
  if (known === null) return 0;
  const before = known.get(now.id);
  if (!before) return cameIntoSight(now, latest);
  const entries = now.lastSeq - before.lastSeq;
  if (entries <= 0) return 0;
  // What was read meanwhile is not among what is unread now; where nothing was, the difference is exact.
  return now.readSeq === before.readSeq ? Math.max(0, now.unreadCount - before.unreadCount) : entries;
}

/** Of one that began meanwhile all is new; of an older one that had not been loaded, one text at least. */
function cameIntoSight({ createdAt, lastActivityAt, unreadCount }: Conversation, latest: string): number {
  if (lastActivityAt <= latest) return 0;
  return createdAt > latest ? unreadCount : Math.min(1, unreadCount);
}

/** The news without what is in view in another window. */
export function withoutSeen(news: News, ids: Iterable<string>): News {
  const fresh = new Map(news.fresh);
  for (const id of ids) fresh.delete(id);
  return { ...news, fresh };
}

export function countOf({ fresh }: News): number {
  return [...fresh.values()].reduce((sum, count) => sum + count, 0);
}

/** Where it can be read: the one conversation, or else the list that has them. */
export function placeOf({ fresh }: News, conversations: Conversations): string {
  const news = [...fresh.keys()].map((id) => conversations.get(id)).filter((one) => one !== undefined);
  const [first] = news;
  if (news.length === 1) return pathTo(first!);
  return news.length > 0 && news.every(({ kind }) => kind === "case") ? "/cases" : "/chat";
}

function pathTo({ id, kind, caseId }: Conversation): string {
  return kind === "case" && caseId
    ? `/cases/${encodeURIComponent(caseId)}`
    : `/chat/${encodeURIComponent(id)}`;
}
