import { withCompany } from "./changes.ts";
import { withTypist, withTypistsAt, withoutTypist, type Company } from "./company.ts";
import { isMine, type Chat } from "./chat.ts";
import type { Person } from "./shapes.ts";

const DROPPED_AFTER_MS = 6_000;

export interface Typing {
  readonly conversationId: string;
  readonly person: Person;
  readonly on: boolean;
}

/** Somebody types, until they stop or nothing more is heard of them. */
export function heardTyping(chat: Chat, { conversationId: id, person, on }: Typing): void {
  if (isMine(chat, person)) return;
  const change = (next: (company: Company) => Company) =>
    chat.store.change((state) => withCompany(state, next));
  if (!on) return change((company) => withoutTypist(company, id, person.id));
  const until = Date.now() + DROPPED_AFTER_MS;
  change((company) => withTypist(company, id, { person, until }));
  setTimeout(() => change((company) => withTypistsAt(company, id, Date.now())), DROPPED_AFTER_MS);
}
