import { msg } from "@lit/localize";
import { pause } from "../core/backoff.ts";
import { loadConfig, type Config } from "../core/config.ts";
import type { Keepsakes } from "../core/keepsakes.ts";
import { Problem, SignedOut, Unreachable } from "../core/problem.ts";
import { Session } from "../core/session.ts";

const WIPED_WITHIN_MS = 3_000;
const NOT_WIPED = "clinic-messaging.not-wiped";

export interface Arrival {
  readonly config: Config;
  readonly session: Session;
  /** The page to go to where the browser has just come back from the sign-in page. */
  readonly returnTo: string | null;
}

/** Reads the configuration, and completes a sign-in where the address carries its answer. */
export async function arrive(): Promise<Arrival> {
  const config = await loadConfig();
  const session = new Session(config, sessionStorage);
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state") || !(answer.has("code") || answer.has("error"))) {
    return { config, session, returnTo: null };
  }
  const address = location.href;
  // The code is good once: it must not stay in the address, where a reload would send it again.
  history.replaceState(null, "", location.pathname);
  const { completeSignIn } = await import("../core/sign-in.ts");
  const { tokens, returnTo } = await completeSignIn(config, address).catch((cause: unknown) => {
    throw new SignInFailed("The sign-in could not be completed.", { cause });
  });
  session.keep(tokens);
  return { config, session, returnTo };
}

export async function goAndSignIn(config: Config, returnTo: string): Promise<void> {
  const { beginSignIn } = await import("../core/sign-in.ts");
  location.assign(await beginSignIn(config, returnTo));
}

/** Forgets everything of this person in this browser, then ends the session of the sign-in page too. */
export async function leave(config: Config, session: Session, keepsakes: Keepsakes): Promise<void> {
  void session.end();
  // Whatever goes wrong here, the sign-in page's session must not be left open.
  await Promise.race([keepsakes.wipe(), tooLate()]).catch(() => sessionStorage.setItem(NOT_WIPED, "true"));
  const address = new URL(config.logoutUrl, location.origin);
  address.searchParams.set("client_id", config.clientId);
  address.searchParams.set("logout_uri", config.redirectUri);
  location.assign(address);
}

async function tooLate(): Promise<never> {
  await pause(WIPED_WITHIN_MS);
  throw new Error("The browser's database does not answer.");
}

/** What somebody must know who has come back from signing out: said once. */
export function farewellInWords(): string | null {
  if (sessionStorage.getItem(NOT_WIPED) === null) return null;
  sessionStorage.removeItem(NOT_WIPED);
  return msg(
    "You are signed out, but what you wrote and did not send could not be removed from this browser. Please clear its data for this site.",
  );
}

class SignInFailed extends Error {}

export function problemInWords(error: unknown): string | null {
  if (error instanceof SignedOut) {
    return msg("Your session has ended. Please sign in again: what you were writing has been kept.");
  }
  if (error instanceof SignInFailed) return msg("The sign-in was not completed. Please try again.");
  if (error instanceof Unreachable)
    return msg("The clinic’s server cannot be reached. Please check your connection.");
  if (error instanceof Problem) return error.detail;
  return msg("Something went wrong. Please reload the page.");
}
