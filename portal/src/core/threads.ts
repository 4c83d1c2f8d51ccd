import { withConversations, withMessages, withReadUpTo, withThread } from "./changes.ts";
import { inTurn, type Chat } from "./chat.ts";
import { countUnread } from "./inbox.ts";
import { completeUpTo, isWithoutWords, readableUpTo } from "./messages.ts";
import { isPassing, Problem } from "./problem.ts";
import type { Message } from "./shapes.ts";
import { threadOf, type Thread } from "./state.ts";

const MOST_PAGES_TO_LINE = 4;

/** Shows what is known at once, then the latest page, back to the first unread message. */
export async function openThread(chat: Chat, id: string): Promise<void> {
  try {
    if (!chat.store.state.conversations.has(id)) {
      const conversation = await chat.api.conversation(id);
      chat.store.change((state) => withConversations(state, [conversation]));
    }
    chat.store.change((state) => withThread(state, id, { lineAfter: lineOf(chat, id) }));
    await refreshThread(chat, id);
    await reachLine(chat, id);
    chat.store.change((state) => withThread(state, id, { phase: "ready" }));
  } catch (error) {
    const isMissing = error instanceof Problem && error.status === 404;
    chat.store.change((state) => withThread(state, id, { phase: isMissing ? "missing" : "failed" }));
    if (!isMissing) throw error;
  }
}

function lineOf(chat: Chat, id: string): number | null {
  const conversation = chat.store.state.conversations.get(id);
  return conversation && conversation.unreadCount > 0 ? conversation.readSeq : null;
}

async function reachLine(chat: Chat, id: string): Promise<void> {
  for (let page = 1; page < MOST_PAGES_TO_LINE; page++) {
    const { lineAfter, messages } = thread(chat, id);
    if (lineAfter === null || (messages[0]?.seq ?? 0) <= lineAfter + 1) return;
    await loadOlder(chat, id);
  }
}

/** The latest page, with the states of one's own messages, and whatever lies between it and what is known. */
export function refreshThread(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `thread ${id}`, async () => {
    const page = await chat.api.messages(id, {});
    take(chat, id, page.items);
    await fillGaps(chat, id);
  });
}

/** Fetches what is missing, where a push or an event has shown that something is. */
export function catchUp(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `thread ${id}`, () => fillGaps(chat, id));
}

async function fillGaps(chat: Chat, id: string): Promise<void> {
  let after = completeUpTo(thread(chat, id).messages);
  while (after > 0 && after < latestSeq(chat, id)) {
    const page = await chat.api.messages(id, { after });
    take(chat, id, page.items);
    const reached = completeUpTo(thread(chat, id).messages);
    if (reached === after) break;
    after = reached;
  }
  await fetchWords(chat, id);
}

async function fetchWords(chat: Chat, id: string): Promise<void> {
  for (const message of thread(chat, id).messages.filter(isWithoutWords)) {
    take(chat, id, (await chat.api.message(id, message.seq)).items);
  }
}

function latestSeq(chat: Chat, id: string): number {
  const known = chat.store.state.conversations.get(id)?.lastSeq ?? 0;
  return Math.max(known, thread(chat, id).messages.at(-1)?.seq ?? 0);
}

export async function loadOlder(chat: Chat, id: string): Promise<void> {
  const { messages, reachedStart, isLoadingOlder } = thread(chat, id);
  const before = messages[0]?.seq;
  if (before === undefined || reachedStart || isLoadingOlder) return;
  chat.store.change((state) => withThread(state, id, { isLoadingOlder: true }));
  try {
    const page = await chat.api.messages(id, { before });
    take(chat, id, page.items);
  } finally {
    chat.store.change((state) => withThread(state, id, { isLoadingOlder: false }));
  }
}

function take(chat: Chat, id: string, messages: readonly Message[]): void {
  chat.store.change((state) => {
    const next = withMessages(state, id, messages);
    return withThread(next, id, { reachedStart: (threadOf(next, id).messages[0]?.seq ?? 1) === 1 });
  });
}

/** The marker forward as far as can be read: here at once, then on the server; one request at a time, the latest wins. */
export function markRead(chat: Chat, id: string, seenSeq: number): Promise<void> {
  const seq = Math.min(seenSeq, readableUpTo(thread(chat, id).messages));
  if (seq <= (chat.store.state.conversations.get(id)?.readSeq ?? 0)) return Promise.resolve();
  chat.store.change((state) => withReadUpTo(state, id, seq, chat.me.id));
  chat.markers.set(id, seq);
  return confirmMarker(chat, id);
}

/** Repeats what a broken network swallowed; one that fails does not keep the others. */
export async function confirmMarkers(chat: Chat): Promise<void> {
  const markers = [...chat.markers.keys()].map((id) => confirmMarker(chat, id));
  const failed = (await Promise.allSettled(markers)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

function confirmMarker(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `marker ${id}`, async () => {
    const seq = chat.markers.get(id);
    if (seq === undefined) return;
    await countUnread(chat, () => chat.api.read(id, seq)).catch(unlessRefused);
    if (chat.markers.get(id) === seq) chat.markers.delete(id);
  });
}

/** What the server has refused for good need not be asked again. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Problem) || isPassing(error)) throw error;
}

function thread(chat: Chat, id: string): Thread {
  return threadOf(chat.store.state, id);
}
