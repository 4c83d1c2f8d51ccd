import { msg } from "@lit/localize";
import type { Config } from "../core/config.ts";
import { failureInWords } from "../core/failures.ts";
import { forgetIdle } from "../core/idle.ts";
import { Session } from "../core/session.ts";
import type { Answer } from "../core/step-up.ts";

export interface Arrival {
  readonly config: Config;
  readonly session: Session;
  /** The page to go to where the browser has just come back from the sign-in page. */
  readonly returnTo: string | null;
  /** What the hosted page has answered to somebody who signed in again. */
  readonly stepUp: Answer | null;
}

/** Completes a sign-in where the address carries its answer. */
export async function arrive(config: Config): Promise<Arrival> {
  const session = new Session(config, sessionStorage);
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state") || !(answer.has("code") || answer.has("error"))) {
    return { config, session, returnTo: null, stepUp: null };
  }
  const address = location.href;
  // The code is good once: it must not stay in the address, where a reload would send it again.
  history.replaceState(null, "", location.pathname);
  if (answer.get("state")!.startsWith("step-up.")) {
    const { takeAnswer } = await import("../core/step-up.ts");
    const stepUp = takeAnswer(answer, sessionStorage);
    return { config, session, returnTo: stepUp.asked?.path ?? null, stepUp };
  }
  const { completeSignIn } = await import("../core/sign-in.ts");
  const { tokens, returnTo } = await completeSignIn(config, address).catch((cause: unknown) => {
    throw new SignInFailed("The sign-in could not be completed.", { cause });
  });
  session.keep(tokens);
  forgetIdle(sessionStorage, localStorage);
  return { config, session, returnTo, stepUp: null };
}

export async function goAndSignIn(config: Config): Promise<void> {
  await (await import("../core/sign-in.ts")).goToSignIn(config);
}

class SignInFailed extends Error {}

export function problemInWords(error: unknown): string {
  if (error instanceof SignInFailed) return msg("The sign-in was not completed. Please try again.");
  return failureInWords(error);
}
