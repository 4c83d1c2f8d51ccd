import { msg } from "@lit/localize";
import { Problem, SignedOut, Unreachable } from "./problem.ts";

/** What went wrong, for the one who asked for it. */
export function failureInWords(error: unknown): string {
  if (error instanceof SignedOut)
    return msg("Your session has ended. Please sign in again: what you were writing has been kept.");
  if (error instanceof Unreachable)
    return msg("The clinic’s server cannot be reached. Please check your connection.");
  if (error instanceof Problem) return error.detail;
  return msg("Something went wrong. Please reload the page.");
}
