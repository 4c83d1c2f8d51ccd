import { backoff, pause } from "./backoff.ts";
import { withMessages, withThread } from "./changes.ts";
import { inTurn, type Chat } from "./chat.ts";
import {
  asDraft,
  asFailed,
  asResumed,
  isUnreached,
  unreachedAsPending,
  without,
  type Outgoing,
} from "./outgoing.ts";
import { reloadConversation } from "./inbox.ts";
import { isPassing, Problem, SignedOut } from "./problem.ts";
import type { Message } from "./shapes.ts";
import { threadOf } from "./state.ts";

const TRIES = 4;

/** Sends again what failed only because the server was out of reach. */
export async function retryUnreached(chat: Chat): Promise<void> {
  const unreached = [...chat.store.state.threads].filter(([, { outgoing }]) => outgoing.some(isUnreached));
  await Promise.all(
    unreached.map(([id]) => {
      changeQueue(chat, id, unreachedAsPending);
      return deliver(chat, id);
    }),
  );
}

/** Takes up what an earlier visit to this page left unsent. What was refused waits for the person. */
export async function resumeOutbox(chat: Chat): Promise<void> {
  for (const [id, queue] of await chat.keepsakes.outboxes()) {
    const resumed = queue.map(asResumed);
    changeQueue(chat, id, (known) => [...resumed, ...known]);
    void deliver(chat, id);
  }
}

/** Sends what waits in a conversation, one after the other. */
export function deliver(chat: Chat, id: string): Promise<void> {
  return inTurn(chat, `outbox ${id}`, async () => {
    for (let entry = nextPending(chat, id); entry; entry = nextPending(chat, id)) {
      await deliverOne(chat, id, entry);
    }
  });
}

async function deliverOne(chat: Chat, id: string, entry: Outgoing): Promise<void> {
  try {
    const message = await post(chat, id, entry);
    chat.store.change((state) => withMessages(state, id, [message]));
    change(chat, id, entry.clientMessageId, (queue) => without(queue, entry.clientMessageId));
  } catch (error) {
    if (error instanceof SignedOut) chat.onSignedOut();
    if (error instanceof Problem && !isPassing(error)) return refused(chat, id, entry, error);
    const queued = threadOf(chat.store.state, id).outgoing.filter(({ state }) => state === "pending");
    for (const waiting of queued) fail(chat, id, waiting, null);
  }
}

/** The words stay, with the reason; where a state stands against them, the conversation shows it from now on. */
async function refused(chat: Chat, id: string, entry: Outgoing, problem: Problem): Promise<void> {
  fail(chat, id, entry, problem.detail);
  if (problem.status === 409) await reloadConversation(chat, id).catch(() => undefined);
}

async function post(chat: Chat, id: string, entry: Outgoing): Promise<Message> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await chat.api.send(id, asDraft(entry));
    } catch (error) {
      if (!isPassing(error) || attempt + 1 === TRIES) throw error;
      await pause(waitAfter(error, attempt));
    }
  }
}

function waitAfter(error: unknown, attempt: number): number {
  const asked = error instanceof Problem ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(asked, backoff(attempt));
}

function nextPending(chat: Chat, id: string): Outgoing | undefined {
  return threadOf(chat.store.state, id).outgoing.find((entry) => entry.state === "pending");
}

function fail(chat: Chat, id: string, entry: Outgoing, detail: string | null): void {
  change(chat, id, entry.clientMessageId, (queue) => asFailed(queue, entry.clientMessageId, detail));
}

type Change = (queue: readonly Outgoing[]) => readonly Outgoing[];

/** Changes one entry, here and in what survives a reload. */
export function change(chat: Chat, id: string, clientMessageId: string, next: Change): void {
  changeQueue(chat, id, next);
  const entry = threadOf(chat.store.state, id).outgoing.find(
    (one) => one.clientMessageId === clientMessageId,
  );
  void (entry ? chat.keepsakes.keepOutgoing(id, entry) : chat.keepsakes.dropOutgoing(id, clientMessageId));
}

function changeQueue(chat: Chat, id: string, next: Change): void {
  chat.store.change((state) => withThread(state, id, { outgoing: next(threadOf(state, id).outgoing) }));
}
