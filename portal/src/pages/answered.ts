import { msg } from "@lit/localize";
import type { Config } from "../core/config.ts";
import { forgetIdle } from "../core/idle.ts";
import { Problem } from "../core/problem.ts";
import type { Session } from "../core/session.ts";
import { completeSignIn } from "../core/sign-in.ts";
import { takeAnswer } from "../core/step-up.ts";
import type { Arrival } from "./coming-and-going.ts";

/** Kept so for `core/second-factor.ts`, which is not loaded here. */
const ANSWER = "clinic-messaging.second-factor.answer";

/** Loaded where the browser comes back from the hosted page, as its address tells. */

export async function readAnswer(
  config: Config,
  session: Session,
  answer: URLSearchParams,
): Promise<Arrival> {
  const address = location.href;
  // The code is good once: it must not stay in the address, where a reload would send it again.
  history.replaceState(null, "", location.pathname);
  const arrival = { config, session, stepUp: null };
  const [asked] = answer.get("state")!.split(".");
  if (asked === "second-factor") {
    sessionStorage.setItem(ANSWER, answer.toString());
    return { ...arrival, returnTo: "/second-factor" };
  }
  if (asked === "step-up") {
    const stepUp = takeAnswer(answer, sessionStorage);
    return { ...arrival, returnTo: stepUp.asked?.path ?? null, stepUp };
  }
  const { tokens, returnTo } = await completeSignIn(config, address).catch(() => {
    throw new Problem(400, { detail: msg("The sign-in was not completed. Please try again.") });
  });
  session.keep(tokens);
  forgetIdle(sessionStorage, localStorage);
  return { ...arrival, returnTo };
}
