import { correctionsAmong, type Corrected, type Corrections } from "./corrections.ts";
import { isNews } from "./messages.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Message } from "./shapes.ts";

/** What stands in a thread, from top to bottom. */
export type Entry =
  | { readonly kind: "day"; readonly key: string; readonly at: string }
  | { readonly kind: "line"; readonly key: string }
  | { readonly kind: "system"; readonly key: string; readonly message: Message }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      readonly isMine: boolean;
      readonly startsGroup: boolean;
      readonly endsGroup: boolean;
      readonly corrects: Corrected | null;
      readonly correctedBy: number | null;
    }
  | {
      readonly kind: "outgoing";
      readonly key: string;
      readonly outgoing: Outgoing;
      readonly startsGroup: boolean;
      readonly corrects: Corrected | null;
    };

export interface ThreadContent {
  readonly messages: readonly Message[];
  readonly outgoing: readonly Outgoing[];
  readonly lineAfter: number | null;
}

const GROUP_MS = 5 * 60_000;

/** Days separated, senders grouped, the unread line where it was when the thread was opened. */
export function threadEntries(content: ThreadContent, me: string, dayOf: (iso: string) => string): Entry[] {
  const { messages, lineAfter } = content;
  const isPastLine = (one: Message) => lineAfter !== null && one.seq > lineAfter && isNews(one, me);
  const lineBefore = messages.find(isPastLine)?.seq;
  const corrections = correctionsAmong(messages);
  const entries = messages.flatMap((message, index): Entry[] => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const isFirstOfDay = !before || dayOf(before.sentAt) !== dayOf(message.sentAt);
    const isAtLine = message.seq === lineBefore;
    return [
      ...(isFirstOfDay ? [day(message.sentAt, dayOf)] : []),
      ...(isAtLine ? [{ kind: "line", key: "line" } as const] : []),
      entry(message, me, corrections, {
        startsGroup: isFirstOfDay || isAtLine || !isOneGroup(before, message),
        endsGroup: after?.seq === lineBefore || !isOneGroup(message, after),
      }),
    ];
  });
  return [...entries, ...outgoingEntries(content, corrections, me, dayOf)];
}

function day(at: string, dayOf: (iso: string) => string): Entry {
  return { kind: "day", key: `day ${dayOf(at)}`, at };
}

interface Group {
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}

function entry(message: Message, me: string, corrections: Corrections, group: Group): Entry {
  if (message.type === "system") return { kind: "system", key: `seq ${message.seq}`, message };
  const isMine = message.sender?.id === me;
  const key = isMine && message.clientMessageId ? message.clientMessageId : `seq ${message.seq}`;
  const corrects = corrections.originalOf(message.correctionOf);
  const correctedBy = corrections.correctionOf(message.seq);
  return { kind: "message", key, message, isMine, ...group, corrects, correctedBy };
}

function isOneGroup(one: Message | undefined, next: Message | undefined): boolean {
  if (!one || !next || one.type === "system" || next.type === "system") return false;
  const apart = Date.parse(next.sentAt) - Date.parse(one.sentAt);
  return one.sender?.id === next.sender?.id && apart < GROUP_MS;
}

function outgoingEntries(
  { messages, outgoing: queue }: ThreadContent,
  corrections: Corrections,
  me: string,
  dayOf: (iso: string) => string,
): Entry[] {
  const first = queue[0];
  const last = messages.at(-1);
  if (!first) return [];
  const isNewDay = !last || dayOf(last.sentAt) < dayOf(first.createdAt);
  const entries = queue.map((one, index): Entry => {
    const startsGroup = index === 0 && (isNewDay || last?.sender?.id !== me);
    const corrects = corrections.originalOf(one.correctionOf ?? null);
    return { kind: "outgoing", key: one.clientMessageId, outgoing: one, startsGroup, corrects };
  });
  return isNewDay ? [day(first.createdAt, dayOf), ...entries] : entries;
}
