import { NO_DRAFT, type Draft } from "./drafts.ts";
import { said, type Content } from "./outgoing.ts";
import type { Message } from "./shapes.ts";

/** The words in the field: those of the correction while there is one. */
export function wordsOf(draft: Draft): string {
  return draft.correction?.text ?? draft.text;
}

export function withWords(draft: Draft, text: string): Draft {
  const { correction } = draft;
  return correction ? { ...draft, correction: { ...correction, text } } : { ...draft, text };
}

/** Begins with the words as they are, so that only what is wrong need be written again. */
export function correcting(draft: Draft, { seq, text, sensitive }: Message): Draft {
  const original = text ?? "";
  return { ...draft, correction: { seq, original, text: original, ...(sensitive ? { sensitive } : {}) } };
}

/** What remains when the words have been sent or the correction given up: the message that waited behind it. */
export function afterwards(draft: Draft): Draft {
  return draft.correction ? { ...draft, correction: null } : NO_DRAFT;
}

/** What is sent: the correction alone while there is one. */
export function contentOf(draft: Draft): Content {
  const { text, correction, sensitive, card, attachments } = draft;
  if (correction) {
    const words = said(correction.text, correction.seq);
    return correction.sensitive ? { ...words, sensitive: true } : words;
  }
  return { ...said(text), sensitive, card, attachments };
}

/** Something is said, shown or attached, and by a correction something else than before. */
export function isWorthSending(draft: Draft): boolean {
  const words = wordsOf(draft).trim();
  if (draft.correction) return words !== "" && words !== draft.correction.original.trim();
  const { card, attachments } = draft;
  const isReady = attachments.every(({ state }) => state === "ready");
  return isReady && (words !== "" || card !== null || attachments.length > 0);
}
