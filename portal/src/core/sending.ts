import type { Chat } from "./chat.ts";
import { change, deliver } from "./outbox.ts";
import { asPending, outgoing, unreachedAsPending, without, withoutCard, type Content } from "./outgoing.ts";

/** Shows the message at once and sends it in its turn: after those that have not got through. */
export function sendMessage(chat: Chat, id: string, content: Content): Promise<void> {
  const entry = outgoing(crypto.randomUUID(), content, new Date().toISOString());
  change(chat, id, entry.clientMessageId, (queue) => [...unreachedAsPending(queue), entry]);
  return deliver(chat, id);
}

/** The same message under the same name: if the server has it already, nothing is stored twice. */
export function retryMessage(chat: Chat, id: string, clientMessageId: string): Promise<void> {
  change(chat, id, clientMessageId, (queue) => asPending(queue, clientMessageId));
  return deliver(chat, id);
}

/** What was refused with its card goes again without: it was never stored, and keeps its name. */
export function sendWithoutCard(chat: Chat, id: string, clientMessageId: string): Promise<void> {
  change(chat, id, clientMessageId, (queue) => withoutCard(queue, clientMessageId));
  return retryMessage(chat, id, clientMessageId);
}

export function discardMessage(chat: Chat, id: string, clientMessageId: string): void {
  change(chat, id, clientMessageId, (queue) => without(queue, clientMessageId));
}
