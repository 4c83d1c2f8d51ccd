import { withConversations, withList, withoutConversation, withUnread } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { missingFromFirstPage } from "./conversations.ts";
import { askForMarker, isMarkerDoubtful } from "./markers.ts";
import { Problem } from "./problem.ts";
import type { Conversation, Filter, NewConversation, Page, Unread } from "./shapes.ts";
import { listOf, type ChatState } from "./state.ts";

/** Brings the whole inbox up to date: what has been looked at, and in any case the list of all. */
export async function reloadInbox(chat: Chat): Promise<void> {
  const { lists } = chat.store.state;
  const filters = (Object.keys(lists) as Filter[]).filter(
    (filter) => filter === "all" || lists[filter].phase === "ready",
  );
  await Promise.all(filters.map((filter) => loadList(chat, filter)));
}

/** Brings a list up to date: the first page, and on for as long as pages hold only news. */
export async function loadList(chat: Chat, filter: Filter): Promise<void> {
  const before = chat.store.state;
  try {
    const first = await chat.api.conversations({ filter });
    const missing = missingFrom(first, filter, before, chat.store.state);
    await takePages(chat, filter, before, first);
    await Promise.all(missing.map((id) => reloadConversation(chat, id)));
  } catch (error) {
    const isEmpty = chat.store.state.lists[filter].phase !== "ready";
    if (isEmpty) chat.store.change((state) => withList(state, filter, { phase: "failed" }));
    throw error;
  }
}

function missingFrom(
  first: Page<Conversation>,
  filter: Filter,
  before: ChatState,
  now: ChatState,
): readonly string[] {
  const unmoved = listOf(before, filter).filter((one) => now.conversations.get(one.id) === one);
  return missingFromFirstPage(unmoved, first.items, first.next !== null);
}

async function takePages(
  chat: Chat,
  filter: Filter,
  before: ChatState,
  first: Page<Conversation>,
): Promise<void> {
  const isKnown = ({ id, lastSeq }: Conversation) => before.conversations.get(id)?.lastSeq === lastSeq;
  let page = first;
  while (isReady(chat, filter) && page.next && !page.items.some(isKnown)) {
    await takePage(chat, filter, page);
    page = await chat.api.conversations({ filter, cursor: page.next });
  }
  await takePage(chat, filter, page, !isReady(chat, filter) || page.next === null);
}

function isReady(chat: Chat, filter: Filter): boolean {
  return chat.store.state.lists[filter].phase === "ready";
}

/** `goesOn`: the page is the furthest that the list has been read. */
async function takePage(
  chat: Chat,
  filter: Filter,
  { items, next }: Page<Conversation>,
  goesOn = false,
): Promise<void> {
  const doubtful = items.filter((one) => isMarkerDoubtful(chat, one));
  chat.store.change((state) => {
    const reached = next === null ? null : (items.at(-1) ?? state.lists[filter].reached);
    return withList(withConversations(state, items), filter, {
      phase: "ready",
      isLoadingMore: false,
      ...(goesOn && { next, reached }),
    });
  });
  await Promise.all(doubtful.map(({ id }) => askForMarker(chat, id)));
}

export async function loadMore(chat: Chat, filter: Filter): Promise<void> {
  const { next, isLoadingMore } = chat.store.state.lists[filter];
  if (!next || isLoadingMore) return;
  chat.store.change((state) => withList(state, filter, { isLoadingMore: true }));
  try {
    const page = await chat.api.conversations({ filter, cursor: next });
    await takePage(chat, filter, page, true);
  } finally {
    chat.store.change((state) => withList(state, filter, { isLoadingMore: false }));
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

/** One conversation as the server has it now; one that is closed to this person leaves. */
export async function reloadConversation(chat: Chat, id: string): Promise<void> {
  await askForMarker(chat, id).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    chat.store.change((state) => withoutConversation(state, id));
  });
}

/** Starts a conversation with its first message, or takes up the one there is. Gives its id. */
export async function beginConversation(chat: Chat, draft: NewConversation): Promise<string> {
  const conversation = await chat.api.begin(draft);
  chat.store.change((state) => withConversations(state, [conversation]));
  return conversation.id;
}
