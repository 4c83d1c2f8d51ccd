import type { Conversation, Person } from "./shapes.ts";

/** Who a conversation is with, as its reader sees it. */
export interface Counterpart {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
}

/** For staff the patient; for the patient the care team or the person on the other side. */
export function counterpart(conversation: Conversation, me: Person): Counterpart {
  if (me.role !== "patient") return conversation.patient;
  const { careTeam, provider, lastMessage } = conversation;
  if (careTeam) return { ...careTeam, initials: initialsOf(careTeam.name) };
  if (provider) return provider;
  if (lastMessage?.sender && lastMessage.sender.id !== me.id) return lastMessage.sender;
  return {
    id: conversation.id,
    name: conversation.topic ?? "",
    initials: initialsOf(conversation.topic ?? ""),
  };
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word ? String.fromCodePoint(word.codePointAt(0)!) : ""))
    .join("")
    .toLocaleUpperCase();
}

/** A steady colour for each person, one of `tones`. */
export function toneOf(id: string, tones: number): number {
  let mix = 0x811c9dc5;
  for (const letter of id) mix = Math.imul(mix ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return (mix >>> 12) % tones;
}
