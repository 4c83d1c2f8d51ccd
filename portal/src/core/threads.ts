import { withConversations, withMessages, withoutKeptUnread, withThread } from "./changes.ts";
import { inTurn, type Chat } from "./chat.ts";
import { completeUpTo, isWithoutWords } from "./messages.ts";
import { Problem } from "./problem.ts";
import { withSecretsLocked } from "./secrets.ts";
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
    chat.store.change((state) =>
      withThread(withoutKeptUnread(state, id), id, { lineAfter: lineOf(chat, id) }),
    );
    await refreshThread(chat, id);
    await reachLine(chat, id);
    chat.store.change((state) => withThread(state, id, { phase: "ready" }));
  } catch (error) {
    const isMissing = error instanceof Problem && error.status === 404;
    chat.store.change((state) => withThread(state, id, { phase: isMissing ? "missing" : "failed" }));
    if (!isMissing) throw error;
  }
}

/** Moves the unread line of an open thread. */
export function standLineBefore(chat: Chat, id: string, seq: number): void {
  chat.store.change((state) => withThread(state, id, { lineAfter: seq - 1 }));
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

/** Events never bring what is sensitive: while it is unlocked, it is asked for. */
async function fetchWords(chat: Chat, id: string): Promise<void> {
  const isUnlocked = chat.store.state.secrets.state === "unlocked";
  const isWanted = (message: Message) => isWithoutWords(message) || (isUnlocked && message.locked);
  for (const { seq } of thread(chat, id).messages.filter(isWanted)) {
    try {
      take(chat, id, [await chat.api.message(id, seq)]);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "STEP_UP_NEEDED") throw error;
      return chat.store.change((state) => withSecretsLocked(state, "late"));
    }
  }
}

function latestSeq(chat: Chat, id: string): number {
  const known = chat.store.state.conversations.get(id)?.lastSeq ?? 0;
  return Math.max(known, thread(chat, id).messages.at(-1)?.seq ?? 0);
}

export function loadOlder(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `older ${id}`, async () => {
    const { messages, reachedStart } = thread(chat, id);
    const before = messages[0]?.seq;
    if (before === undefined || reachedStart) return;
    chat.store.change((state) => withThread(state, id, { isLoadingOlder: true }));
    try {
      const page = await chat.api.messages(id, { before });
      take(chat, id, page.items);
    } finally {
      chat.store.change((state) => withThread(state, id, { isLoadingOlder: false }));
    }
  });
}

/** Loads back to the message of that number, or to the beginning. */
export async function reachMessage(chat: Chat, id: string, seq: number): Promise<void> {
  for (let { messages, reachedStart } = thread(chat, id); !reachedStart && (messages[0]?.seq ?? 0) > seq;) {
    await loadOlder(chat, id);
    ({ messages, reachedStart } = thread(chat, id));
  }
}

/** The `seq` of the message that this thread is to be opened at; known once. */
export function takeLanding(chat: Chat, id: string): number | null {
  const { landing } = chat.store.state;
  if (landing?.conversationId !== id) return null;
  chat.store.change((state) => ({ ...state, landing: null }));
  return landing.seq;
}

function take(chat: Chat, id: string, messages: readonly Message[]): void {
  chat.store.change((state) => {
    const next = withMessages(state, id, messages);
    return withThread(next, id, { reachedStart: (threadOf(next, id).messages[0]?.seq ?? 1) === 1 });
  });
}

function thread(chat: Chat, id: string): Thread {
  return threadOf(chat.store.state, id);
}
