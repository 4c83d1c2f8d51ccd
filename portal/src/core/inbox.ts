import { withConversations, withInbox, withListed, withoutConversations, withUnread } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { missingFromFirstPage } from "./conversations.ts";
import type { Conversation, NewConversation, Page, Unread } from "./shapes.ts";
import { inboxOf } from "./state.ts";

/** Brings the inbox up to date: the first page, and on for as long as pages hold only news. */
export async function reloadInbox(chat: Chat): Promise<void> {
  const before = inboxOf(chat.store.state);
  try {
    const first = await chat.api.conversations(null);
    chat.store.change((state) => {
      const unmoved = before.filter(({ id, lastSeq }) => state.conversations.get(id)?.lastSeq === lastSeq);
      return withoutConversations(state, missingFromFirstPage(unmoved, first.items, first.next !== null));
    });
    await takePages(chat, first);
  } catch (error) {
    const isEmpty = chat.store.state.inbox.phase !== "ready";
    if (isEmpty) chat.store.change((state) => withInbox(state, { phase: "failed" }));
    throw error;
  }
}

async function takePages(chat: Chat, first: Page<Conversation>): Promise<void> {
  let page = first;
  while (chat.store.state.inbox.phase === "ready" && page.next && page.items.every(isNewsFor(chat))) {
    takePage(chat, page, chat.store.state.inbox.next);
    page = await chat.api.conversations(page.next);
  }
  const { phase, next } = chat.store.state.inbox;
  takePage(chat, page, phase === "ready" ? next : page.next);
}

function isNewsFor(chat: Chat): (conversation: Conversation) => boolean {
  const known = chat.store.state.conversations;
  return (conversation) => known.get(conversation.id)?.lastSeq !== conversation.lastSeq;
}

function takePage(chat: Chat, page: Page<Conversation>, next: string | null): void {
  chat.store.change((state) => {
    const ids = page.items.map((conversation) => conversation.id);
    const listed = withListed(withConversations(state, page.items), ids);
    return withInbox(listed, { phase: "ready", next, isLoadingMore: false });
  });
}

export async function loadMoreInbox(chat: Chat): Promise<void> {
  const { next, isLoadingMore } = chat.store.state.inbox;
  if (!next || isLoadingMore) return;
  chat.store.change((state) => withInbox(state, { isLoadingMore: true }));
  try {
    const page = await chat.api.conversations(next);
    takePage(chat, page, page.next);
  } finally {
    chat.store.change((state) => withInbox(state, { isLoadingMore: false }));
  }
}

export function reloadUnread(chat: Chat): Promise<void> {
  return countUnread(chat, chat.api.unread);
}

/** Takes the totals of an answer, unless an event has brought later ones while it was on its way. */
export async function countUnread(chat: Chat, ask: () => Promise<Unread>): Promise<void> {
  const asOf = chat.store.state.unreadAsOf;
  const unread = await ask();
  chat.store.change((state) => (state.unreadAsOf === asOf ? withUnread(state, unread, asOf) : state));
}

/** One conversation as the server has it now; it joins the inbox. */
export async function reloadConversation(chat: Chat, id: string): Promise<void> {
  const conversation = await chat.api.conversation(id);
  chat.store.change((state) => withListed(withConversations(state, [conversation]), [id]));
}

/** Starts a conversation with its first message, or takes up the one there is. Gives its id. */
export async function beginConversation(chat: Chat, draft: NewConversation): Promise<string> {
  const conversation = await chat.api.begin(draft);
  chat.store.change((state) => withListed(withConversations(state, [conversation]), [conversation.id]));
  return conversation.id;
}
