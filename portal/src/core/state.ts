import { compareInInbox } from "./conversations.ts";
import { NO_RECEIPTS, type Receipts } from "./messages.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Conversation, Message, Unread } from "./shapes.ts";

export type Phase = "loading" | "ready" | "failed" | "missing";
export type Link = "connecting" | "live" | "broken";

export interface Thread {
  readonly phase: Phase;
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  readonly receipts: Receipts;
  /** The unread line stands after this `seq`, and stays while the thread is open. */
  readonly lineAfter: number | null;
  readonly reachedStart: boolean;
  readonly isLoadingOlder: boolean;
}

export interface Inbox {
  readonly phase: Phase;
  /** The conversations that pages or pushes brought: one opened by its address alone is not among them. */
  readonly listed: ReadonlySet<string>;
  readonly next: string | null;
  readonly isLoadingMore: boolean;
}

export interface ChatState {
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly inbox: Inbox;
  readonly threads: ReadonlyMap<string, Thread>;
  readonly unread: Unread;
  /** When the server counted `unread`: an older count that comes later is ignored. */
  readonly unreadAsOf: string;
  readonly link: Link;
}

export const EMPTY_THREAD: Thread = {
  phase: "loading",
  messages: [],
  outgoing: [],
  receipts: NO_RECEIPTS,
  lineAfter: null,
  reachedStart: false,
  isLoadingOlder: false,
};

export const EMPTY: ChatState = {
  conversations: new Map(),
  inbox: { phase: "loading", listed: new Set(), next: null, isLoadingMore: false },
  threads: new Map(),
  unread: { messages: 0, conversations: 0 },
  unreadAsOf: "",
  link: "connecting",
};

export function threadOf(state: ChatState, id: string): Thread {
  return state.threads.get(id) ?? EMPTY_THREAD;
}

export function inboxOf(state: ChatState): readonly Conversation[] {
  const listed = [...state.inbox.listed].flatMap((id) => state.conversations.get(id) ?? []);
  return listed.filter((conversation) => conversation.status !== "archived").sort(compareInInbox);
}
