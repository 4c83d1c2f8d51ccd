import type { Conversation } from "./shapes.ts";

type Conversations = ReadonlyMap<string, Conversation>;
type Known = Pick<Conversation, "lastSeq" | "readSeq" | "unreadCount">;

/** What has come that a notice is to tell of: texts of others that are neither read nor in view, nor muted. */
export interface News {
  /** How each conversation stood at the last look. null: nobody has looked yet, and what is there then is no news. */
  readonly known: ReadonlyMap<string, Known> | null;
  /** The latest activity at the first look: what comes into sight later and is not newer is no news either. */
  readonly since: string;
  /** By conversation. */
  readonly fresh: ReadonlyMap<string, Fresh>;
}

export interface Fresh {
  /** How many texts. */
  readonly count: number;
  /** The conversation's `lastSeq` when the latest of them came. */
  readonly seq: number;
}

export const NO_NEWS: News = { known: null, since: "", fresh: new Map() };

/** The news after another look. */
export function lookAgain(news: News, now: Conversations, isInView: (id: string) => boolean): News {
  const fresh = new Map<string, Fresh>();
  for (const one of now.values()) {
    const [before, came] = [news.fresh.get(one.id), cameSince(news, one)];
    const count = Math.min(one.unreadCount, (before?.count ?? 0) + came);
    const seq = came > 0 ? one.lastSeq : (before?.seq ?? 0);
    if (count > 0 && !one.muted && !isInView(one.id)) fresh.set(one.id, { count, seq });
  }
  return { known: now, since: news.known ? news.since : latestOf(now), fresh };
}

function latestOf(conversations: Conversations): string {
  const times = [...conversations.values()].map(({ lastActivityAt }) => lastActivityAt);
  return times.reduce((latest, time) => (time > latest ? time : latest), "");
}

/** How many texts of others a conversation has that it had not at the last look. */
function cameSince({ known, since }: News, now: Conversation): number {
  if (known === null) return 0;
  const before = known.get(now.id);
  if (!before) return cameIntoSight(now, since);
  const entries = now.lastSeq - before.lastSeq;
  if (entries <= 0) return 0;
  // What was read meanwhile is not among what is unread now; where nothing was, the difference is exact.
  return now.readSeq === before.readSeq ? Math.max(0, now.unreadCount - before.unreadCount) : entries;
}

/** Of one that began meanwhile all is new; of an older one that had not been loaded, one text at least. */
function cameIntoSight({ createdAt, lastActivityAt, unreadCount }: Conversation, since: string): number {
  if (lastActivityAt <= since) return 0;
  return createdAt > since ? unreadCount : Math.min(1, unreadCount);
}

/** The news without what is in view in another window. */
export function withoutSeen(news: News, ids: Iterable<string>): News {
  const fresh = new Map(news.fresh);
  for (const id of ids) fresh.delete(id);
  return { ...news, fresh };
}

export function countOf({ fresh }: News): number {
  return [...fresh.values()].reduce((sum, { count }) => sum + count, 0);
}

/** Whether there is any of which nobody has told. `toldUpTo`: the `seq` up to which a conversation's are told. */
export function isUntold({ fresh }: News, toldUpTo: (id: string) => number): boolean {
  return [...fresh].some(([id, { seq }]) => seq > toldUpTo(id));
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
