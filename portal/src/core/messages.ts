import { withNews } from "./attached.ts";
import type { Attachment, Delivery, Message } from "./shapes.ts";

/** How far the other side has got, as receipts told us so far. They may overtake the messages they speak of. */
export interface Receipts {
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

export const NO_RECEIPTS: Receipts = { deliveredSeq: 0, readSeq: 0 };

const ORDER: readonly (Delivery | null)[] = [null, "sent", "delivered", "read"];

/** Both lists as one: by `seq`, each once, whichever way and however often they came. */
export function mergeMessages(known: readonly Message[], incoming: readonly Message[]): readonly Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of incoming) bySeq.set(message.seq, mergeMessage(bySeq.get(message.seq), message));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** What is sensitive without all that it says, shows and brings along. */
export function asLocked(message: Message): Message {
  if (!message.sensitive) return message;
  return { ...message, locked: true, text: null, card: null, attachments: [] };
}

/** A push may come without its text, and a page may be older than a receipt: what is known is never lost. */
function mergeMessage(known: Message | undefined, incoming: Message): Message {
  if (!known) return incoming;
  return {
    ...incoming,
    text: incoming.text ?? (incoming.locked ? null : known.text),
    attachments: withNews(incoming.attachments, known.attachments.filter(isRefused)),
    status: further(known.status, incoming.status),
  };
}

function isRefused({ state }: Attachment): boolean {
  return state === "refused";
}

function further(one: Delivery | null, other: Delivery | null): Delivery | null {
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
}

export function mergeReceipts(known: Receipts, incoming: Receipts): Receipts {
  return {
    deliveredSeq: Math.max(known.deliveredSeq, incoming.deliveredSeq, incoming.readSeq),
    readSeq: Math.max(known.readSeq, incoming.readSeq),
  };
}

/** The reader's own messages as far along as the receipts say; never back. */
export function withReceipts(messages: readonly Message[], receipts: Receipts): readonly Message[] {
  return messages.map((message) => {
    if (message.status === null) return message;
    const status = further(message.status, statusAt(message.seq, receipts));
    return status === message.status ? message : { ...message, status };
  });
}

function statusAt(seq: number, receipts: Receipts): Delivery {
  if (seq <= receipts.readSeq) return "read";
  return seq <= receipts.deliveredSeq ? "delivered" : "sent";
}

/**
 * The last `seq` up to which nothing is missing after the first known message; 0 where nothing is known. Before an entry
 * that tells of a restored record numbers are left out: there is nothing at them.
 */
export function completeUpTo(messages: readonly Message[]): number {
  let seq = messages[0]?.seq ?? 0;
  for (const message of messages.slice(1)) {
    if (message.seq !== seq + 1 && message.system?.act !== "restored") return seq;
    seq = message.seq;
  }
  return seq;
}

/** True where a push left the words out because they would not fit into a frame. */
export function isWithoutWords(message: Message): boolean {
  return message.type === "text" && message.text === null && !message.locked;
}

/** The last `seq` that somebody may have read: short of the first gap, and of the first message without its words. */
export function readableUpTo(messages: readonly Message[]): number {
  const wordless = messages.find(isWithoutWords);
  const complete = completeUpTo(messages);
  return wordless ? Math.min(complete, wordless.seq - 1) : complete;
}

/** True of what others have written; not of one's own words, nor of entries that nobody wrote. */
export function isNews(message: Message, me: string): boolean {
  return message.type === "text" && message.sender?.id !== me;
}

/** How many messages of others stand after `seq`. */
export function countOthersAfter(messages: readonly Message[], seq: number, me: string): number {
  return messages.filter((message) => message.seq > seq && isNews(message, me)).length;
}
