import type { Chat } from "./chat.ts";
import { isPassing, Problem } from "./problem.ts";
import type { Refusal } from "./secrets.ts";

/** A message that somebody wants to read, and where it stands. */
export interface Wish {
  readonly conversationId: string;
  readonly seq: number;
  /** The page to come back to. */
  readonly path: string;
}

/** A fresh sign-in that was begun in this tab. Times in milliseconds, by this machine's clock. */
export interface Asked extends Wish {
  readonly id: string;
  readonly askedAt: number;
}

/** What the hosted page came back with. */
export type Answer =
  | { readonly kind: "code"; readonly asked: Asked; readonly code: string }
  | { readonly kind: "refusal"; readonly asked: Asked | null; readonly refusal: Refusal };

const KEY = "clinic-messaging.step-up";
const STATE = "step-up.";
const GOOD_FOR_MS = 5 * 60_000;

/** Remembers what somebody wants to read. Gives the page where they sign in again. */
export async function beginStepUp(
  chat: Chat,
  wish: Wish,
  storage: Storage,
  now = Date.now(),
): Promise<string> {
  const { id, url } = await chat.api.beginStepUp();
  storage.setItem(KEY, JSON.stringify({ ...wish, id, askedAt: now } satisfies Asked));
  return url;
}

/** Reads the address that the hosted page came back to. What was asked is forgotten: an answer is good once. */
export function takeAnswer(query: URLSearchParams, storage: Storage): Answer {
  const kept = storage.getItem(KEY);
  storage.removeItem(KEY);
  const asked = kept ? (JSON.parse(kept) as Asked) : null;
  if (!asked || query.get("state") !== STATE + asked.id)
    return { kind: "refusal", asked, refusal: "unasked" };
  const code = query.get("code");
  if (code) return { kind: "code", asked, code };
  const isOutOfOrder = ["server_error", "temporarily_unavailable"].includes(query.get("error") ?? "");
  return { kind: "refusal", asked, refusal: isOutOfOrder ? "unreachable" : "cancelled" };
}

export function forgetAsked(storage: Storage): void {
  storage.removeItem(KEY);
}

export interface Unlocked {
  readonly unlockedUntil: string;
  /** The server's clock as it answered. */
  readonly asOf: string | null;
}

/** Hands the code in; while the service is merely busy, again. */
export async function finishStepUp(
  chat: Chat,
  { asked, code }: Extract<Answer, { kind: "code" }>,
  wait: (attempt: number) => Promise<void>,
): Promise<Unlocked> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await chat.api.finishStepUp(asked.id, code);
    } catch (error) {
      if (!isPassing(error) || attempt === 2) throw error;
      await wait(attempt);
    }
  }
}

/** Why a code that was handed in unlocks nothing. What is no refusal is thrown on. */
export function refusalOf(error: unknown, { askedAt }: Asked, now: number): Refusal {
  if (isPassing(error)) return "unreachable";
  if (!(error instanceof Problem)) throw error;
  return now - askedAt >= GOOD_FOR_MS ? "late" : "refused";
}
