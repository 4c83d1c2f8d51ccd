import { unheard, type Company } from "./company.ts";
import { mergeConversation } from "./conversations.ts";
import {
  asLocked,
  countOthersAfter,
  mergeMessages,
  mergeReceipts,
  withReceipts,
  type Receipts,
} from "./messages.ts";
import { stillOutgoing } from "./outgoing.ts";
import type { Conversation, Filter, Message, Unread } from "./shapes.ts";
import { EMPTY_THREAD, threadOf, type ChatState, type Link, type List, type Thread } from "./state.ts";

/** Every way in which the state may change, as pure functions from one state to the next. */

export function withConversations(state: ChatState, incoming: readonly Conversation[]): ChatState {
  const conversations = new Map(state.conversations);
  for (const one of incoming) {
    conversations.set(
      one.id,
      mergeConversation(conversations.get(one.id), one, state.keptUnread.has(one.id)),
    );
  }
  return { ...state, conversations };
}

export function withList(state: ChatState, filter: Filter, change: Partial<List>): ChatState {
  return { ...state, lists: { ...state.lists, [filter]: { ...state.lists[filter], ...change } } };
}

export function withoutConversation(state: ChatState, id: string): ChatState {
  const [conversations, threads] = [new Map(state.conversations), new Map(state.threads)];
  conversations.delete(id);
  if (threads.delete(id)) threads.set(id, { ...EMPTY_THREAD, phase: "missing" });
  return { ...state, conversations, threads };
}

export function withThread(state: ChatState, id: string, change: Partial<Thread>): ChatState {
  const threads = new Map(state.threads);
  threads.set(id, { ...threadOf(state, id), ...change });
  return { ...state, threads };
}

export function withMessages(state: ChatState, id: string, incoming: readonly Message[]): ChatState {
  const thread = threadOf(state, id);
  // A page that was on its way before what is sensitive was locked must not bring its words back.
  const readable = state.secrets.state === "locked" ? incoming.map(asLocked) : incoming;
  const messages = withReceipts(mergeMessages(thread.messages, readable), thread.receipts);
  return withThread(state, id, { messages, outgoing: stillOutgoing(thread.outgoing, messages) });
}

export function withReceipt(state: ChatState, id: string, incoming: Receipts): ChatState {
  const thread = threadOf(state, id);
  const receipts = mergeReceipts(thread.receipts, incoming);
  return withThread(state, id, { receipts, messages: withReceipts(thread.messages, receipts) });
}

export function withUnread(state: ChatState, unread: Unread, asOf: string): ChatState {
  if (asOf < state.unreadAsOf) return state;
  const { messages, conversations, caseMessages = 0, needsReply = 0 } = unread;
  return { ...state, unread: { messages, conversations, caseMessages, needsReply }, unreadAsOf: asOf };
}

/** The marker forward to `seq`, with row and badge in step, before the server has answered. */
export function withReadUpTo(state: ChatState, id: string, seq: number, me: string): ChatState {
  const conversation = state.conversations.get(id);
  if (!conversation || seq <= conversation.readSeq) return state;
  const unreadCount =
    seq >= conversation.lastSeq ? 0 : countOthersAfter(threadOf(state, id).messages, seq, me);
  const moved = withMarker(state, { ...conversation, readSeq: seq, unreadCount });
  return { ...moved, unread: totalsMovedBy(state.unread, conversation, unreadCount) };
}

/** The marker back to just before `seq`, a text of somebody else, with row and badge in step. */
export function withUnreadFrom(state: ChatState, id: string, seq: number, me: string): ChatState {
  const conversation = state.conversations.get(id);
  if (!conversation || seq > conversation.readSeq) return state;
  const unreadCount = Math.max(1, countOthersAfter(threadOf(state, id).messages, seq - 1, me));
  const moved = withMarker(state, { ...conversation, readSeq: seq - 1, unreadCount });
  return { ...moved, unread: totalsMovedBy(state.unread, conversation, unreadCount) };
}

/** The marker where the server or the reader has just put it, forward or back. */
export function withMarker(state: ChatState, { id, readSeq, unreadCount }: Conversation): ChatState {
  const known = state.conversations.get(id);
  if (!known || (known.readSeq === readSeq && known.unreadCount === unreadCount)) return state;
  const keptUnread = new Map(state.keptUnread);
  if (readSeq < known.readSeq) keptUnread.set(id, known.lastSeq);
  else if (readSeq > known.readSeq) keptUnread.delete(id);
  const conversations = new Map(state.conversations).set(id, { ...known, readSeq, unreadCount });
  return { ...state, conversations, keptUnread };
}

export function withoutKeptUnread(state: ChatState, id: string): ChatState {
  if (!state.keptUnread.has(id)) return state;
  const keptUnread = new Map(state.keptUnread);
  keptUnread.delete(id);
  return { ...state, keptUnread };
}

function totalsMovedBy(totals: Unread, { kind, unreadCount }: Conversation, unreadNow: number): Unread {
  const more = unreadNow - unreadCount;
  const ofCases = kind === "case" ? more : 0;
  return {
    ...totals,
    messages: Math.max(0, totals.messages + more),
    conversations: Math.max(0, totals.conversations + Number(unreadNow > 0) - Number(unreadCount > 0)),
    caseMessages: Math.max(0, (totals.caseMessages ?? 0) + ofCases),
  };
}

export function withCompany(state: ChatState, next: (company: Company) => Company): ChatState {
  const company = next(state.company);
  return company === state.company ? state : { ...state, company };
}

export function withLink(state: ChatState, link: Link): ChatState {
  if (state.link === link) return state;
  return { ...state, link, company: link === "live" ? state.company : unheard(state.company) };
}
