import { msg } from "@lit/localize";
import { loadConfig, type Config } from "../core/config.ts";
import { Problem, SignedOut, Unreachable } from "../core/problem.ts";
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

/** Reads the configuration, and completes a sign-in where the address carries its answer. */
export async function arrive(): Promise<Arrival> {
  const config = await loadConfig();
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

export function problemInWords(error: unknown): string | null {
  if (error instanceof SignedOut) {
    return msg("Your session has ended. Please sign in again: what you were writing has been kept.");
  }
  if (error instanceof Unreachable)
    return msg("The clinic’s server cannot be reached. Please check your connection.");
  if (error instanceof Problem) return error.detail;
  return msg("Something went wrong. Please reload the page.");
}
