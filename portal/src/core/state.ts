import { NO_COMPANY, type Company } from "./company.ts";
import { compareInInbox, TOP, type Place } from "./conversations.ts";
import { NO_RECEIPTS, type Receipts } from "./messages.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Secrets } from "./secrets.ts";
import type { Conversation, Filter, Message, Unread } from "./shapes.ts";
import type { Tray } from "./tray.ts";
import type { Visits } from "./visit-shapes.ts";

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

/** One list of the inbox. What it holds follows from the conversations; this is how far it has been read. */
export interface List {
  readonly phase: Phase;
  /** The last place that pages brought: what stands further down is not shown, known or not. null: all there is. */
  readonly reached: Place | null;
  readonly next: string | null;
  readonly isLoadingMore: boolean;
}

export interface ChatState {
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly lists: Readonly<Record<Filter, List>>;
  readonly threads: ReadonlyMap<string, Thread>;
  /** The files of messages that are being written, by conversation. */
  readonly trays: ReadonlyMap<string, Tray>;
  /** Conversations whose marker was put back, with their `lastSeq` then: they stay unread until they are opened again. */
  readonly keptUnread: ReadonlyMap<string, number>;
  readonly unread: Unread;
  /** When the server counted `unread`: an older count that comes later is ignored. */
  readonly unreadAsOf: string;
  readonly link: Link;
  readonly company: Company;
  readonly secrets: Secrets;
  /** Appointments and their calls, once somebody has asked for them. */
  readonly visits?: Visits;
  /** The message that a thread is to be opened at, once. */
  readonly landing: Landing | null;
}

export interface Landing {
  readonly conversationId: string;
  readonly seq: number;
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

const EMPTY_LIST: List = { phase: "loading", reached: TOP, next: null, isLoadingMore: false };

export const EMPTY: ChatState = {
  conversations: new Map(),
  lists: {
    all: EMPTY_LIST,
    unread: EMPTY_LIST,
    read: EMPTY_LIST,
    archived: EMPTY_LIST,
    needs_reply: EMPTY_LIST,
  },
  threads: new Map(),
  trays: new Map(),
  keptUnread: new Map(),
  unread: { messages: 0, conversations: 0 },
  unreadAsOf: "",
  link: "connecting",
  company: NO_COMPANY,
  secrets: { state: "locked", refusal: null },
  landing: null,
};

export function threadOf(state: ChatState, id: string): Thread {
  return state.threads.get(id) ?? EMPTY_THREAD;
}

/** Which conversations stand in a list, whether it has been read so far or not. */
const BELONGS: Record<Filter, (conversation: Conversation) => boolean> = {
  all: ({ status }) => status !== "archived",
  unread: ({ unreadCount }) => unreadCount > 0,
  read: ({ status, unreadCount }) => status !== "archived" && unreadCount === 0,
  archived: ({ status }) => status === "archived",
  needs_reply: ({ needsReply }) => needsReply !== null,
};

/** A list from top to bottom. `held` stays where it is, though it may no longer belong there: somebody is reading it. */
export function listOf(
  state: ChatState,
  filter: Filter,
  held: string | null = null,
): readonly Conversation[] {
  const { reached } = state.lists[filter];
  const isWithin = (one: Conversation) => reached === null || compareInInbox(one, reached) <= 0;
  const isShown = (one: Conversation) => one.id === held || (BELONGS[filter](one) && isWithin(one));
  return [...state.conversations.values()].filter(isShown).sort(compareInInbox);
}
