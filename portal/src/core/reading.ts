import type { Member, Message } from "./shapes.ts";

export interface Reading {
  readonly kind: "everything" | "some" | "nothing";
  /** When the last message that they have read was sent, where it is at hand. */
  readonly upTo: string | null;
}

/** How far a member has read: in the texts of others, for nobody has to read what they or no one wrote. */
export function reading({ person, readSeq }: Member, messages: readonly Message[]): Reading {
  const texts = messages.filter(({ type, sender }) => type === "text" && sender?.id !== person.id);
  if ((texts.at(-1)?.seq ?? 0) <= readSeq) return { kind: "everything", upTo: null };
  if (readSeq === 0) return { kind: "nothing", upTo: null };
  return { kind: "some", upTo: texts.findLast(({ seq }) => seq <= readSeq)?.sentAt ?? null };
}
