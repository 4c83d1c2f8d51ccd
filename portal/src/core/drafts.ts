import type { Attachment, Card } from "./shapes.ts";

/** What somebody is writing in one conversation: a message, and perhaps a correction that they began meanwhile. */
export interface Draft {
  readonly text: string;
  readonly correction: Correction | null;
  /** Of staff: the patient must sign in again to read it. */
  readonly sensitive: boolean;
  readonly card: Card | null;
  /** Files that the server knows of; only when all are ready can the message be sent. */
  readonly attachments: readonly Attachment[];
}

export interface Correction {
  /** The message that is put right, and what it says. */
  readonly seq: number;
  readonly original: string;
  readonly text: string;
  /** What puts a sensitive message right is sensitive too. */
  readonly sensitive?: boolean;
}

export const NO_DRAFT: Draft = { text: "", correction: null, sensitive: false, card: null, attachments: [] };

export function isEmpty({ text, correction, sensitive, card, attachments }: Draft): boolean {
  return text === "" && correction === null && !sensitive && card === null && attachments.length === 0;
}
