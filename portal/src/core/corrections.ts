import type { Message } from "./shapes.ts";

/** The message that a correction puts right; without its words where they are not at hand. */
export interface Corrected {
  readonly seq: number;
  readonly text: string | null;
}

export interface Corrections {
  /** What a message corrects. */
  readonly originalOf: (correctionOf: number | null) => Corrected | null;
  /** The latest correction of a message. */
  readonly correctionOf: (seq: number) => number | null;
}

const LONGEST_QUOTE = 120;

/** How the messages of a thread put one another right, looked up from both ends. */
export function correctionsAmong(messages: readonly Message[]): Corrections {
  const latest = new Map<number, number>();
  for (const { seq, correctionOf } of messages) if (correctionOf !== null) latest.set(correctionOf, seq);
  return {
    originalOf: (seq) => {
      const original = seq === null ? undefined : messages.find((one) => one.seq === seq);
      return seq === null ? null : { seq, text: original?.text ? quoted(original.text) : null };
    },
    correctionOf: (seq) => latest.get(seq) ?? null,
  };
}

/** On one line, and cut where it is long. */
export function quoted(text: string): string {
  const letters = [...text.replace(/\s+/gu, " ").trim()];
  return letters.length > LONGEST_QUOTE
    ? `${letters.slice(0, LONGEST_QUOTE - 1).join("")}…`
    : letters.join("");
}
