import { mergeConversation } from "./conversations.ts";
import { countOthersAfter, mergeMessages, mergeReceipts, withReceipts, type Receipts } from "./messages.ts";
import { stillOutgoing } from "./outgoing.ts";
import type { Conversation, Message, Unread } from "./shapes.ts";
import { threadOf, type ChatState, type Inbox, type Link, type Thread } from "./state.ts";

/** Every way in which the state may change, as pure functions from one state to the next. */

export function withConversations(state: ChatState, incoming: readonly Conversation[]): ChatState {
  const conversations = new Map(state.conversations);
  for (const one of incoming) conversations.set(one.id, mergeConversation(conversations.get(one.id), one));
  return { ...state, conversations };
}

export function withListed(state: ChatState, ids: readonly string[]): ChatState {
  return withInbox(state, { listed: new Set([...state.inbox.listed, ...ids]) });
}

export function withInbox(state: ChatState, change: Partial<Inbox>): ChatState {
  return { ...state, inbox: { ...state.inbox, ...change } };
}

export function withoutConversations(state: ChatState, ids: ReadonlySet<string>): ChatState {
  const isKept = ([id]: readonly [string, unknown]) => !ids.has(id);
  return {
    ...state,
    conversations: new Map([...state.conversations].filter(isKept)),
    threads: new Map([...state.threads].filter(isKept)),
    inbox: { ...state.inbox, listed: new Set([...state.inbox.listed].filter((id) => !ids.has(id))) },
  };
}

export function withThread(state: ChatState, id: string, change: Partial<Thread>): ChatState {
  const threads = new Map(state.threads);
  threads.set(id, { ...threadOf(state, id), ...change });
  return { ...state, threads };
}

export function withMessages(state: ChatState, id: string, incoming: readonly Message[]): ChatState {
  const thread = threadOf(state, id);
  const messages = withReceipts(mergeMessages(thread.messages, incoming), thread.receipts);
  return withThread(state, id, { messages, outgoing: stillOutgoing(thread.outgoing, messages) });
}

export function withReceipt(state: ChatState, id: string, incoming: Receipts): ChatState {
  const thread = threadOf(state, id);
  const receipts = mergeReceipts(thread.receipts, incoming);
  return withThread(state, id, { receipts, messages: withReceipts(thread.messages, receipts) });
}

export function withUnread(state: ChatState, unread: Unread, asOf: string): ChatState {
  if (asOf < state.unreadAsOf) return state;
  const { messages, conversations } = unread;
  return { ...state, unread: { messages, conversations }, unreadAsOf: asOf };
}

/** The marker forward to `seq`, with row and badge in step, before the server has answered. */
export function withReadUpTo(state: ChatState, id: string, seq: number, me: string): ChatState {
  const conversation = state.conversations.get(id);
  if (!conversation || seq <= conversation.readSeq) return state;
  const unreadCount =
    seq >= conversation.lastSeq ? 0 : countOthersAfter(threadOf(state, id).messages, seq, me);
  const read = conversation.unreadCount - unreadCount;
  const isAllRead = conversation.unreadCount > 0 && unreadCount === 0;
  return {
    ...state,
    conversations: new Map(state.conversations).set(id, { ...conversation, readSeq: seq, unreadCount }),
    unread: {
      messages: Math.max(0, state.unread.messages - read),
      conversations: Math.max(0, state.unread.conversations - (isAllRead ? 1 : 0)),
    },
  };
}

export function withLink(state: ChatState, link: Link): ChatState {
  return state.link === link ? state : { ...state, link };
}
