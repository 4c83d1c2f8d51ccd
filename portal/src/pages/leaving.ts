import { msg } from "@lit/localize";
import { pause } from "../core/backoff.ts";
import type { Config } from "../core/config.ts";
import { failureInWords } from "../core/failures.ts";
import { speakHttp } from "../core/http.ts";
import { forgetIdle } from "../core/idle.ts";
import type { Keepsakes } from "../core/keepsakes.ts";
import { SignedOut } from "../core/problem.ts";
import type { Keeping, Session } from "../core/session.ts";
import { forgetAsked } from "../core/step-up.ts";
import { unsubscribe } from "./push-subscription.ts";

/** Kept ready for when the network is gone, as the sign-in page is, but not part of the first load. */

/** Why somebody leaves: they said so, did nothing for long, or their session was ended elsewhere. */
export type Why = "signed-out" | "idle" | "ended";

const WITHIN_MS = 3_000;
const FAREWELL = "clinic-messaging.farewell";

/** What somebody must know who is no longer signed in, and where they were. */
interface Farewell {
  readonly why: Why | "not-wiped";
  readonly path: string;
}

/**
 * The session ends here at once, then on the server and in the pool; its hosted page must not let the next person in
 * either. What was written and not sent goes only where somebody signed out by themselves. Gives false where the pool
 * cannot be reached: then this page stays.
 */
export async function leave(
  config: Config,
  session: Session,
  why: Why,
  keepsakes: Keepsakes | null,
): Promise<boolean> {
  forgetIdle(sessionStorage, localStorage);
  forgetAsked(sessionStorage);
  const released = session.release(inMemory());
  const isWiped = why !== "signed-out" || (await wiped(keepsakes));
  if (why !== "ended") await tellServer(config, released, why === "idle");
  if (why === "signed-out") await Promise.race([unsubscribe().catch(() => undefined), pause(WITHIN_MS)]);
  const isTold = await Promise.race([released.end(), pause(WITHIN_MS).then(() => false)]);
  if (why !== "signed-out" && !isTold) return false;
  // Whatever went wrong before, the sign-in page's session must not be left open.
  if (why !== "signed-out") note({ why, path: location.pathname });
  else if (!isWiped) note({ why: "not-wiped", path: "/" });
  location.assign(logoutAddress(config));
  return true;
}

/**
 * Closes the sockets of this session; without it they live as long as their ticket's session. Who is only away (`keepPush`) is
 * still woken in this browser.
 */
async function tellServer(config: Config, session: Session, keepPush: boolean): Promise<void> {
  const http = speakHttp(config.apiBase, session);
  const asking = http("/me/sign-out", { method: "POST", body: { everywhere: false, keepPush } });
  await Promise.race([asking.catch(() => undefined), pause(WITHIN_MS)]);
}

/** A session that has left the tab is kept nowhere else. */
function inMemory(): Keeping {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

async function wiped(keepsakes: Keepsakes | null): Promise<boolean> {
  const wiping = Promise.resolve(keepsakes?.wipe()).then(() => true);
  return Promise.race([wiping, pause(WITHIN_MS).then(() => false)]).catch(() => false);
}

function logoutAddress(config: Config): URL {
  const address = new URL(config.logoutUrl, location.origin);
  address.searchParams.set("client_id", config.clientId);
  address.searchParams.set("logout_uri", config.redirectUri);
  return address;
}

function note(farewell: Farewell): void {
  sessionStorage.setItem(FAREWELL, JSON.stringify(farewell));
}

/** Said once, to who comes back from the hosted page; the address is again the one where they were. */
export function takeFarewell(): string | null {
  const kept = sessionStorage.getItem(FAREWELL);
  if (kept === null) return null;
  sessionStorage.removeItem(FAREWELL);
  const { why, path } = JSON.parse(kept) as Farewell;
  history.replaceState(null, "", path);
  return farewellInWords(why);
}

export function farewellInWords(why: Farewell["why"]): string | null {
  const words = {
    "signed-out": () => null,
    idle: () =>
      msg(
        "You were signed out because nothing was done here for a while. Please sign in again: what you were writing has been kept.",
      ),
    ended: () => failureInWords(new SignedOut()),
    "not-wiped": () =>
      msg(
        "You are signed out, but what you wrote and did not send could not be removed from this browser. Please clear its data for this site.",
      ),
  };
  return words[why]();
}
