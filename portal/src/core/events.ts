import {
  withCompany,
  withConversations,
  withMessages,
  withoutConversation,
  withReceipt,
  withUnread,
} from "./changes.ts";
import type { Chat } from "./chat.ts";
import { withoutTypist, withPresence, withProgress } from "./company.ts";
import { reloadConversation } from "./inbox.ts";
import { isMarkerDoubtful } from "./markers.ts";
import { loadMembers } from "./members.ts";
import type { RealtimeEvent } from "./realtime.ts";
import type { Attachment, Conversation, Message, Receipt, Unread } from "./shapes.ts";
import { catchUp } from "./threads.ts";
import { heardTyping } from "./typing.ts";

type Handler = (chat: Chat, data: never, time: string) => void | Promise<void>;

const HANDLERS: Record<string, Handler> = {
  "message.created": messageCreated,
  "receipt.updated": receiptUpdated,
  "conversation.updated": conversationUpdated,
  "conversation.removed": conversationRemoved,
  "unread.updated": unreadUpdated,
  "attachment.updated": attachmentUpdated,
  typing: heardTyping,
  presence: presenceChanged,
  "session.ended": (chat) => chat.onSignedOut(),
};

/** Applies one event of the socket. Events may come twice or out of order; those we do not know are passed over. */
export async function applyEvent(chat: Chat, event: RealtimeEvent): Promise<void> {
  if (/^(call|error|pong)/.test(event.event))
    return (await import("./call-events.ts")).applyCallEvent(chat, event);
  await HANDLERS[event.event]?.(chat, event.data as never, event.time);
}

interface MessageCreated {
  readonly conversation: Conversation;
  readonly message: Message;
}

function messageCreated(chat: Chat, { conversation, message }: MessageCreated): Promise<void> | void {
  const isLoaded = chat.store.state.threads.has(conversation.id);
  chat.store.change((state) => {
    const known = withConversations(state, [conversation]);
    const quiet = withCompany(known, (company) =>
      withoutTypist(company, conversation.id, message.sender?.id ?? ""),
    );
    return isLoaded ? withMessages(quiet, conversation.id, [message]) : quiet;
  });
  if (!isLoaded) return;
  // Who else is there is shown where it is known: where this fails the next opening asks again.
  if (message.system?.act === "member_joined") void Promise.allSettled([loadMembers(chat, conversation.id)]);
  return catchUp(chat, conversation.id);
}

/** For staff the patient's reading counts; for a patient, and between colleagues, anybody's of the other side. */
function receiptUpdated(chat: Chat, receipt: Receipt): Promise<void> | void {
  const conversation = chat.store.state.conversations.get(receipt.conversationId);
  chat.store.change((state) => withCompany(state, (company) => withProgress(company, receipt)));
  if (!conversation) return;
  if (receipt.personId === chat.me.id) {
    return receipt.readSeq === conversation.readSeq ? undefined : reloadConversation(chat, conversation.id);
  }
  const isOtherSide =
    chat.me.role === "patient" ||
    conversation.kind === "case" ||
    receipt.personId === conversation.patient.id;
  const isLoaded = chat.store.state.threads.has(conversation.id);
  if (isOtherSide && isLoaded) chat.store.change((state) => withReceipt(state, conversation.id, receipt));
}

interface PresenceChanged {
  readonly personId: string;
  readonly online: boolean;
}

function presenceChanged(chat: Chat, { personId, online }: PresenceChanged, time: string): void {
  if (isOvertaken(chat, `presence ${personId}`, time)) return;
  chat.store.change((state) => withCompany(state, (company) => withPresence(company, personId, online)));
}

function conversationUpdated(chat: Chat, { conversation }: { conversation: Conversation }): void {
  chat.store.change((state) => withConversations(state, [conversation]));
}

function conversationRemoved(chat: Chat, { conversationId }: { conversationId: string }): void {
  chat.store.change((state) => withoutConversation(state, conversationId));
}

interface AttachmentUpdated {
  readonly conversationId: string;
  readonly attachment: Attachment;
}

/** Where neither the thread nor a draft is open there is nothing that could show it. */
async function attachmentUpdated(
  chat: Chat,
  { conversationId: id, attachment }: AttachmentUpdated,
): Promise<void> {
  const { threads, trays } = chat.store.state;
  if (!threads.has(id) && !trays.has(id)) return;
  const { withAttachment } = await import("./attachments.ts");
  chat.store.change((state) => withAttachment(state, id, attachment));
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
  const isOld = isOvertaken(chat, id, time);
  chat.store.change((state) => withUnread(state, data, time));
  if (known && known.lastSeq >= lastSeq) {
    if (isMarkerDoubtful(chat, { id, readSeq })) return isOld ? undefined : reloadConversation(chat, id);
    const view = { ...known, lastSeq, readSeq, unreadCount };
    return chat.store.change((state) => withConversations(state, [view]));
  }
  await reloadConversation(chat, id);
  if (chat.store.state.threads.has(id)) await catchUp(chat, id);
}

/** Whether something that was so later has been heard already, of a conversation's counts or of somebody's presence. */
function isOvertaken(chat: Chat, what: string, time: string): boolean {
  const isOld = time < (chat.heardAt.get(what) ?? "");
  if (!isOld) chat.heardAt.set(what, time);
  return isOld;
}
