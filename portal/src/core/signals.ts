import type { Chat } from "./chat.ts";

/** What the other side of a call says, and what the server says about what was said: to whom it concerns now. */

export type CallNews =
  | { readonly kind: "signal"; readonly appointmentId: string; readonly data: object }
  | { readonly kind: "refused"; readonly code: string };

type Hear = (news: CallNews) => void;
const listeners = new WeakMap<Chat, Set<Hear>>();

/** Returns the function that ends it. */
export function onCallNews(chat: Chat, hear: Hear): () => void {
  const all = listeners.get(chat) ?? new Set();
  listeners.set(chat, all.add(hear));
  return () => all.delete(hear);
}

export function tellCallNews(chat: Chat, news: CallNews): void {
  for (const hear of listeners.get(chat) ?? []) hear(news);
}
