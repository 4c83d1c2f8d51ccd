import type { Message } from "./shapes.ts";

/** A message on its way. Its `clientMessageId` makes every retry the same message for the server. */
export interface Outgoing {
  readonly clientMessageId: string;
  readonly text: string;
  readonly createdAt: string;
  readonly state: "pending" | "failed";
  /** The server's words on why it refused; null where it was merely out of reach. */
  readonly detail: string | null;
}

export function outgoing(clientMessageId: string, text: string, createdAt: string): Outgoing {
  return { clientMessageId, text, createdAt, state: "pending", detail: null };
}

export function asFailed(queue: readonly Outgoing[], id: string, detail: string | null): readonly Outgoing[] {
  return change(queue, id, { state: "failed", detail });
}

export function asPending(queue: readonly Outgoing[], id: string): readonly Outgoing[] {
  return change(queue, id, { state: "pending", detail: null });
}

/** After a reload: what had not got through is on its way again; what the server refused stays refused. */
export function asResumed(entry: Outgoing): Outgoing {
  return { ...entry, state: entry.detail === null ? "pending" : "failed" };
}

/** Which entries wait in which conversation, in the order in which they were written. */
export function byConversation(
  kept: readonly (readonly [conversationId: string, entry: Outgoing])[],
): readonly (readonly [conversationId: string, queue: readonly Outgoing[]])[] {
  const inOrder = [...kept].sort(([, one], [, next]) => one.createdAt.localeCompare(next.createdAt));
  const queues = new Map<string, Outgoing[]>();
  for (const [id, entry] of inOrder) {
    queues.set(id, [...(queues.get(id) ?? []), entry]);
  }
  return [...queues];
}

export function without(queue: readonly Outgoing[], id: string): readonly Outgoing[] {
  return queue.filter((entry) => entry.clientMessageId !== id);
}

/** Those that have not arrived: a push or a page may bring a message before the answer to its POST. */
export function stillOutgoing(queue: readonly Outgoing[], arrived: readonly Message[]): readonly Outgoing[] {
  if (queue.length === 0) return queue;
  const names = new Set(arrived.map((message) => message.clientMessageId));
  return queue.filter((entry) => !names.has(entry.clientMessageId));
}

function change(queue: readonly Outgoing[], id: string, to: Partial<Outgoing>): readonly Outgoing[] {
  return queue.map((entry) => (entry.clientMessageId === id ? { ...entry, ...to } : entry));
}
