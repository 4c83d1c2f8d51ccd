import { backoff, pause } from "./backoff.ts";
import { withMessages, withThread } from "./changes.ts";
import { inTurn, type Chat } from "./chat.ts";
import { asFailed, asPending, asResumed, outgoing, without, type Outgoing } from "./outgoing.ts";
import { isPassing, Problem, SignedOut } from "./problem.ts";
import type { Message } from "./shapes.ts";
import { threadOf } from "./state.ts";

const TRIES = 4;

/** Shows the message at once and sends it in its turn. */
export function sendMessage(chat: Chat, id: string, text: string): Promise<void> {
  const entry = outgoing(crypto.randomUUID(), text, new Date().toISOString());
  change(chat, id, entry.clientMessageId, (queue) => [...queue, entry]);
  return deliver(chat, id);
}

/** The same message under the same name: if the server has it already, nothing is stored twice. */
export function retryMessage(chat: Chat, id: string, clientMessageId: string): Promise<void> {
  change(chat, id, clientMessageId, (queue) => asPending(queue, clientMessageId));
  return deliver(chat, id);
}

export function discardMessage(chat: Chat, id: string, clientMessageId: string): void {
  change(chat, id, clientMessageId, (queue) => without(queue, clientMessageId));
}

/** Sends again what failed only because the server was out of reach. */
export async function retryUnreached(chat: Chat): Promise<void> {
  for (const [id, { outgoing: queue }] of chat.store.state.threads) {
    const unreached = queue.filter((entry) => entry.state === "failed" && entry.detail === null);
    await Promise.all(unreached.map((entry) => retryMessage(chat, id, entry.clientMessageId)));
  }
}

/** Takes up what an earlier visit to this page left unsent. What was refused waits for the person. */
export async function resumeOutbox(chat: Chat): Promise<void> {
  for (const [id, queue] of await chat.keepsakes.outboxes()) {
    const resumed = queue.map(asResumed);
    changeQueue(chat, id, (known) => [...resumed, ...known]);
    void deliver(chat, id);
  }
}

function deliver(chat: Chat, id: string): Promise<void> {
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
    if (error instanceof Problem && !isPassing(error)) return fail(chat, id, entry, error.detail);
    const queued = threadOf(chat.store.state, id).outgoing.filter(({ state }) => state === "pending");
    for (const waiting of queued) fail(chat, id, waiting, null);
  }
}

async function post(chat: Chat, id: string, entry: Outgoing): Promise<Message> {
  const { clientMessageId, text } = entry;
  for (let attempt = 0; ; attempt++) {
    try {
      return await chat.api.send(id, { clientMessageId, text });
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
function change(chat: Chat, id: string, clientMessageId: string, next: Change): void {
  changeQueue(chat, id, next);
  const entry = threadOf(chat.store.state, id).outgoing.find(
    (one) => one.clientMessageId === clientMessageId,
  );
  void (entry ? chat.keepsakes.keepOutgoing(id, entry) : chat.keepsakes.dropOutgoing(id, clientMessageId));
}

function changeQueue(chat: Chat, id: string, next: Change): void {
  chat.store.change((state) => withThread(state, id, { outgoing: next(threadOf(state, id).outgoing) }));
}
