import {
  withConversations,
  withListed,
  withMessages,
  withoutConversations,
  withReceipt,
  withUnread,
  withReadUpTo,
  withThread,
} from "./changes.ts";
import type { Chat } from "./chat.ts";
import { reloadConversation } from "./inbox.ts";
import type { RealtimeEvent } from "./realtime.ts";
import type { Conversation, Message, Receipt, Unread } from "./shapes.ts";
import { catchUp } from "./threads.ts";

type Handler = (chat: Chat, data: never, time: string) => void | Promise<void>;

const HANDLERS: Record<string, Handler> = {
  "message.created": messageCreated,
  "receipt.updated": receiptUpdated,
  "conversation.updated": conversationUpdated,
  "conversation.removed": conversationRemoved,
  "unread.updated": unreadUpdated,
  "session.ended": (chat) => chat.onSignedOut(),
};

/** Applies one event of the socket. Events may come twice or out of order; those we do not know are passed over. */
export async function applyEvent(chat: Chat, event: RealtimeEvent): Promise<void> {
  await HANDLERS[event.event]?.(chat, event.data as never, event.time);
}

interface MessageCreated {
  readonly conversation: Conversation;
  readonly message: Message;
}

function messageCreated(chat: Chat, { conversation, message }: MessageCreated): Promise<void> | void {
  const isLoaded = chat.store.state.threads.has(conversation.id);
  chat.store.change((state) => {
    const listed = withListed(withConversations(state, [conversation]), [conversation.id]);
    return isLoaded ? withMessages(listed, conversation.id, [message]) : listed;
  });
  if (isLoaded) return catchUp(chat, conversation.id);
}

/** For staff only the patient's reading counts; for a patient, anybody's of the other side. */
function receiptUpdated(chat: Chat, receipt: Receipt): Promise<void> | void {
  const conversation = chat.store.state.conversations.get(receipt.conversationId);
  if (!conversation) return;
  if (receipt.personId === chat.me.id) return ownMarkerMoved(chat, conversation, receipt.readSeq);
  const isOtherSide = chat.me.role === "patient" || receipt.personId === conversation.patient.id;
  const isLoaded = chat.store.state.threads.has(conversation.id);
  if (isOtherSide && isLoaded) chat.store.change((state) => withReceipt(state, conversation.id, receipt));
}

/** Another window of the same person has read on. */
function ownMarkerMoved(chat: Chat, conversation: Conversation, readSeq: number): Promise<void> | void {
  if (readSeq <= conversation.readSeq) return;
  if (readSeq < conversation.lastSeq) return reloadConversation(chat, conversation.id);
  chat.store.change((state) => withReadUpTo(state, conversation.id, readSeq, chat.me.id));
}

function conversationUpdated(chat: Chat, { conversation }: { conversation: Conversation }): void {
  chat.store.change((state) => withListed(withConversations(state, [conversation]), [conversation.id]));
}

function conversationRemoved(chat: Chat, { conversationId }: { conversationId: string }): void {
  const isLoaded = chat.store.state.threads.has(conversationId);
  chat.store.change((state) => {
    const left = withoutConversations(state, new Set([conversationId]));
    return isLoaded ? withThread(left, conversationId, { phase: "missing" }) : left;
  });
}

interface UnreadUpdated extends Unread {
  readonly conversationId: string;
  readonly lastSeq: number;
  readonly readSeq: number;
  readonly unreadCount: number;
}

/** Also the second way to learn of a message: `lastSeq` shows a push that never came. */
async function unreadUpdated(chat: Chat, data: UnreadUpdated, time: string): Promise<void> {
  const { conversationId: id, lastSeq, readSeq, unreadCount } = data;
  const known = chat.store.state.conversations.get(id);
  chat.store.change((state) => withUnread(state, data, time));
  if (known && known.lastSeq >= lastSeq) {
    const view = { ...known, lastSeq, readSeq, unreadCount };
    return chat.store.change((state) => withConversations(state, [view]));
  }
  await reloadConversation(chat, id);
  if (chat.store.state.threads.has(id)) await catchUp(chat, id);
}
