import { asLocked } from "./messages.ts";
import type { ChatState } from "./state.ts";

/** Why somebody who wanted to sign in again still cannot read. */
export type Refusal = "refused" | "cancelled" | "unreachable" | "late" | "unasked";

/**
 * Whether this window shows what staff marked sensitive. `open`: to staff. To patients only while `unlocked`, until
 * the server's time `until`, and whatever an answer says that was on its way meanwhile.
 */
export type Secrets =
  | { readonly state: "open" }
  | { readonly state: "locked"; readonly refusal: Refusal | null }
  | { readonly state: "unlocked"; readonly until: string };

export const OPEN: Secrets = { state: "open" };

export function withSecrets(state: ChatState, secrets: Secrets): ChatState {
  return { ...state, secrets };
}

/** All that is sensitive out of the state; what it says must be asked for again. */
export function withSecretsLocked(state: ChatState, refusal: Refusal | null = null): ChatState {
  if (state.secrets.state === "open") return state;
  const threads = new Map(state.threads);
  for (const [id, thread] of threads) threads.set(id, { ...thread, messages: thread.messages.map(asLocked) });
  return { ...state, threads, secrets: { state: "locked", refusal } };
}
