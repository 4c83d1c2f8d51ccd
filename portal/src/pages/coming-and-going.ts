import type { Config } from "../core/config.ts";
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
  return (await import("./answered.ts")).readAnswer(config, session, answer);
}

export async function goAndSignIn(config: Config): Promise<void> {
  await (await import("../core/sign-in.ts")).goToSignIn(config);
}
