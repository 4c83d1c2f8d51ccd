import type { Attachment, Card, Message, MessageDraft } from "./shapes.ts";

/** What a message says, shows and brings along. All but the text is absent in entries that an earlier release kept. */
export interface Content {
  readonly text: string;
  /** The `seq` of the message that this one puts right. */
  readonly correctionOf?: number | null;
  readonly sensitive?: boolean;
  readonly card?: Card | null;
  readonly attachments?: readonly Attachment[];
}

/** A message on its way. Its `clientMessageId` makes every retry the same message for the server. */
export interface Outgoing extends Content {
  readonly clientMessageId: string;
  readonly createdAt: string;
  readonly state: "pending" | "failed";
  /** The server's words on why it refused; null where it was merely out of reach. */
  readonly detail: string | null;
}

/** Words alone. */
export function said(text: string, correctionOf: number | null = null): Content {
  return { text, correctionOf };
}

export function outgoing(clientMessageId: string, content: Content, createdAt: string): Outgoing {
  return { ...content, clientMessageId, createdAt, state: "pending", detail: null };
}

/** As the API wants it. */
export function asDraft(entry: Outgoing): MessageDraft {
  const { clientMessageId, text, correctionOf, sensitive, card, attachments } = entry;
  return {
    clientMessageId,
    text,
    ...(correctionOf ? { correctionOf } : {}),
    ...(sensitive ? { sensitive } : {}),
    ...(card ? { card: { type: card.type, id: card.id } } : {}),
    ...(attachments?.length ? { attachmentIds: attachments.map(({ id }) => id) } : {}),
  };
}

export function asFailed(queue: readonly Outgoing[], id: string, detail: string | null): readonly Outgoing[] {
  return change(queue, id, { state: "failed", detail });
}

export function asPending(queue: readonly Outgoing[], id: string): readonly Outgoing[] {
  return change(queue, id, { state: "pending", detail: null });
}

/** Says something without its card. */
export function canGoWithoutCard({ card, text, attachments }: Content): boolean {
  return Boolean(card && (text.trim() || attachments?.length));
}

export function withoutCard(queue: readonly Outgoing[], id: string): readonly Outgoing[] {
  return change(queue, id, { card: null });
}

/** What only a lost connection held back, on its way again: before anything that is written later. */
export function unreachedAsPending(queue: readonly Outgoing[]): readonly Outgoing[] {
  return queue.map((entry) => (isUnreached(entry) ? { ...entry, state: "pending" } : entry));
}

export function isUnreached({ state, detail }: Outgoing): boolean {
  return state === "failed" && detail === null;
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
