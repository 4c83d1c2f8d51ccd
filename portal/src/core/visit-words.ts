import { msg, str } from "@lit/localize";
import { timeOfDay, type Clock } from "./dates.ts";
import type { Person } from "./people-shapes.ts";
import type { Appointment } from "./visit-shapes.ts";
import { doorOf, isProviderOf } from "./visit-times.ts";

/** How a visit stands, in words, and how they are to be seen. */
export interface Standing {
  readonly tone: "calm" | "calling" | "live" | "late" | "off";
  readonly words: string;
}

/** null: there is nothing to say but when it is. */
export function standingOf(one: Appointment, me: Person, clock: Clock, now: number): Standing | null {
  const door = doorOf(one, now);
  if (door === "cancelled") return { tone: "off", words: msg("Cancelled") };
  if (door === "ended") return { tone: "off", words: msg("Ended") };
  if (door === "over") return { tone: "off", words: msg("Over") };
  if (one.call.state === "live") return { tone: "live", words: msg("In progress") };
  return isProviderOf(one, me) ? forProvider(one, clock, now) : forPatient(one, clock, now);
}

function forProvider(one: Appointment, clock: Clock, now: number): Standing | null {
  const late = lateUntil(one, clock, now);
  if (one.call.state === "waiting") return { tone: "calling", words: waitingSince(one, clock) };
  return late ? { tone: "late", words: msg(str`You said that you are late, until ${late}`) } : null;
}

/** For the provider, about the patient. */
export function waitingSince({ call }: Appointment, clock: Clock): string {
  if (!call.patientHere) return msg("Was here; the connection is lost at the moment");
  return msg(str`Waiting for you since ${timeOfDay(clock, call.patientWaitingSince ?? "")}`);
}

function forPatient(one: Appointment, clock: Clock, now: number): Standing | null {
  const late = lateUntil(one, clock, now);
  if (late) return { tone: "late", words: msg(str`Running late, until about ${late}`) };
  return one.call.state === "waiting" ? { tone: "calm", words: msg("You are in the waiting room") } : null;
}

/** Until when the provider is late, where that is still to come. */
export function lateUntil({ call }: Appointment, clock: Clock, now: number): string | null {
  return call.lateUntil && Date.parse(call.lateUntil) > now ? timeOfDay(clock, call.lateUntil) : null;
}

export function titleOfVisit({ title }: Appointment): string {
  return title || msg("Video visit");
}

/** What leads to the visit is called so on its card, in a note, on a notice. */
export function enterInWords(one: Appointment, me: Person): string {
  if (one.call.state !== "live" && isProviderOf(one, me)) return msg("Start meeting");
  return msg("Join call");
}
