import type { CallLink } from "./shapes.ts";

/** After this long without a connection somebody should do something: say so. */
export const FAILED_AFTER_MS = 20_000;

/** What is known of the way to the other side. */
export interface WayThere {
  /** A window of the other side has answered. */
  readonly hasPeer: boolean;
  /** Media can flow, and nothing says that it does not. */
  readonly isConnected: boolean;
  /** It was connected to them before. */
  readonly wasConnected: boolean;
  /** Since when it has not been connected although there is somebody to talk to. */
  readonly lostAt: number;
}

export function linkOf({ hasPeer, isConnected, wasConnected, lostAt }: WayThere, now: number): CallLink {
  if (isConnected) return "live";
  if (!hasPeer && !wasConnected) return "connecting";
  if (now - lostAt >= FAILED_AFTER_MS) return "failed";
  return wasConnected ? "reconnecting" : "connecting";
}
