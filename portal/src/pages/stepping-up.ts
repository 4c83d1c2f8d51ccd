import { msg } from "@lit/localize";
import { pause } from "../core/backoff.ts";
import type { Chat } from "../core/chat.ts";
import { lockingAt } from "../core/locking.ts";
import { Problem } from "../core/problem.ts";
import { withSecrets, withSecretsLocked, type Refusal } from "../core/secrets.ts";
import { beginStepUp, finishStepUp, refusalOf, type Answer, type Asked, type Wish } from "../core/step-up.ts";
import { isUploading } from "../core/uploading.ts";
import { refusalInWords } from "../elements/secrets-bar.ts";
import { watchSecrets } from "./watch-secrets.ts";

/** Signing in again to read what is sensitive. Loaded where somebody does. */

/** Refuses while files are on their way: it leaves the page, and a browser lets go of chosen files with it. */
export async function goAndStepUp(chat: Chat, wish: Wish): Promise<void> {
  if (isUploading(chat.store.state)) throw new Problem(409, { code: "UPLOADING", detail: waitInWords() });
  const hostedPage = await beginStepUp(chat, wish, sessionStorage);
  location.assign(`${hostedPage}&lang=${document.documentElement.lang}`);
}

/** Unlocks, or notes why not; in both cases the message is landed at. Gives what is left to be told. */
export async function comeBack(chat: Chat, answer: Answer): Promise<string | null> {
  const { asked } = answer;
  if (!asked) return refusalInWords("unasked");
  const refusal = answer.kind === "code" ? await unlock(chat, answer) : answer.refusal;
  if (refusal) chat.store.change((state) => withSecretsLocked(state, refusal));
  chat.store.change((state) => ({ ...state, landing: landingOf(asked) }));
  return null;
}

async function unlock(chat: Chat, answer: Extract<Answer, { kind: "code" }>): Promise<Refusal | null> {
  try {
    const { unlockedUntil: until, asOf } = await finishStepUp(chat, answer, () => pause(1_000));
    chat.store.change((state) => withSecrets(state, { state: "unlocked", until }));
    watchSecrets(chat, lockingAt(until, asOf, Date.now()));
    return null;
  } catch (error) {
    return refusalOf(error, answer.asked, Date.now());
  }
}

function waitInWords(): string {
  return msg(
    "Files are being uploaded, and signing in again would lose them. Wait until they have arrived, or cancel them.",
  );
}

function landingOf({ conversationId, seq }: Asked) {
  return { conversationId, seq };
}
