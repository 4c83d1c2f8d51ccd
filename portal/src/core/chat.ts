import type { Api } from "./api.ts";
import type { Keepsakes } from "./keepsakes.ts";
import type { Frame } from "./realtime.ts";
import type { Person } from "./shapes.ts";
import type { Store } from "./store.ts";

/** What every use case of the chat needs at hand: who acts, the API, the state, and what survives a reload. */
export interface Chat {
  readonly me: Person;
  readonly api: Api;
  readonly store: Store;
  readonly keepsakes: Keepsakes;
  /** Says something over the socket; lost where there is none. */
  readonly say: (frame: Frame) => void;
  /** Work under way for a conversation, by name, so that none of it runs twice at once. */
  readonly underway: Map<string, Promise<void>>;
  /** Read markers that the server has not confirmed. */
  readonly markers: Map<string, number>;
  /** Since when that is so which the socket told last: of a conversation by its id, of somebody by `presence` and theirs. */
  readonly heardAt: Map<string, string>;
  /** The record that the server speaks of, once it has said so. */
  record?: string;
  /** Called where the session is over and cannot be renewed. */
  readonly onSignedOut: () => void;
}

/** Runs `work` after whatever runs under the same name. */
export function inTurn(chat: Chat, name: string, work: () => Promise<void>): Promise<void> {
  const before = chat.underway.get(name) ?? Promise.resolve();
  const turn = before.then(work, work);
  chat.underway.set(name, turn);
  return turn.finally(() => {
    if (chat.underway.get(name) === turn) chat.underway.delete(name);
  });
}

export function isMine(chat: Chat, person: Person | null): boolean {
  return person?.id === chat.me.id;
}
