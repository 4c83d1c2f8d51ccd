import type { Config } from "../core/config.ts";
import { failureInWords } from "../core/failures.ts";
import { SignedOut } from "../core/problem.ts";
import type { Session } from "../core/session.ts";
import type { Answer } from "../core/step-up.ts";
import type { Why } from "./leaving.ts";
import type { RunningChat } from "./start-chat.ts";

/** What the first look does not need and is there all the same when the network is gone. */

/** What becomes of a session that ends; in words where the browser stays on this page. */
export async function leaving(config: Config, session: Session, why: Why, running: RunningChat | null) {
  try {
    const { farewellInWords, leave } = await import("./leaving.ts");
    const hasLeft = await leave(config, session, why, running?.chat.keepsakes ?? null);
    return hasLeft ? null : (farewellInWords(why) ?? "");
  } catch (error) {
    void session.end();
    return failureInWords(error);
  }
}

export async function noticeAtArrival(stepUp: Answer | null): Promise<string | null> {
  return stepUp ? failureInWords(new SignedOut()) : (await import("./leaving.ts")).takeFarewell();
}

/** Kept ready also for those who are signed in: when it is wanted, the network may be gone. */
export async function fetchSignInPage(): Promise<void> {
  await Promise.allSettled([import("./sign-in-page.ts"), import("./leaving.ts")]);
}

/** Waits for the guard, and hands in what the hosted page has answered. Gives what is left to be told. */
export async function begun(running: RunningChat, guarding: Promise<unknown>, answer: Answer | null) {
  try {
    await guarding;
    return answer && (await (await import("./stepping-up.ts")).comeBack(running.chat, answer));
  } catch (error) {
    running.stop();
    throw error;
  }
}
