import type { Appointment } from "./visit-shapes.ts";
import type { Door } from "./visit-times.ts";

/** Where somebody is on their way through a visit. */
export type Step = "early" | "check" | "room" | "call" | "left" | "over" | "ended" | "cancelled";

/** What this window has done so far. */
export interface Way {
  /** Their devices were checked and they asked to come in. */
  readonly hasJoined: boolean;
  readonly hasSession: boolean;
  /** They hung up, and may come back. */
  readonly hasLeft: boolean;
}

/** A provider has no waiting room: they start or join from the check. */
export function stepOf({ call }: Appointment, door: Door, isProvider: boolean, way: Way): Step {
  if (door === "ended" || door === "cancelled") return door;
  if (way.hasSession && call.state === "live") return "call";
  if (door === "early" || door === "over") return door;
  if (way.hasLeft) return "left";
  return way.hasJoined && !isProvider ? "room" : "check";
}
