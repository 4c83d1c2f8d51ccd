import type { Draft } from "./drafts.ts";
import type { Keepsakes } from "./keepsakes.ts";
import type { Patient } from "./shapes.ts";

/** The first message of a conversation that does not exist yet: kept like every draft, but under a reserved key. */
export interface FirstDraft extends Draft {
  readonly topic: string;
  /** Whom it is about; null of a patient's own. */
  readonly patient: Patient | null;
  readonly recipientId: string | null;
}

const KEY = "new";
/** A first message knows nothing of these. */
const WITHOUT = { correction: null, sensitive: false, card: null, attachments: [] };

export async function recallFirst(keepsakes: Keepsakes): Promise<FirstDraft> {
  return { topic: "", patient: null, recipientId: null, ...(await keepsakes.draft(KEY)) };
}

/** Without words and card nothing is kept. */
export function keepFirst(keepsakes: Keepsakes, draft: Omit<FirstDraft, keyof Draft> & Partial<Draft>): void {
  void keepsakes.keepDraft(KEY, { ...WITHOUT, text: "", ...draft });
}

/** Whether it may be offered where a message to this patient is wanted; null: to anybody. */
export function isFor(draft: FirstDraft, patient: Patient | null): boolean {
  return patient === null || draft.patient?.id === patient.id;
}

/** The first words about a case, or beside a visit (`about` says which). */
export async function recallAbout(keepsakes: Keepsakes, about: string): Promise<string> {
  return (await keepsakes.draft(`case:${about}`)).text;
}

export function keepAbout(keepsakes: Keepsakes, about: string, text: string): void {
  void keepsakes.keepDraft(`case:${about}`, { ...WITHOUT, text });
}
