import type { Person } from "./people-shapes.ts";
import type { Appointment } from "./visit-shapes.ts";
import { doorOf, isProviderOf } from "./visit-times.ts";

/** A visit that calls for its reader: the patient waits, or the provider has started. */
export interface Calling {
  readonly appointment: Appointment;
  /** The same for as long as it is the same wait or the same call: what has been said of it once is not said again. */
  readonly key: string;
  /** The reader is there already, in this window or another. */
  readonly isAnswered: boolean;
  /** To be seen only: the reader has just left it themself. */
  readonly isQuiet?: boolean;
}

export function callingFor(known: Iterable<Appointment>, me: Person, now: number): readonly Calling[] {
  return [...known].flatMap((appointment) => {
    const { id, call } = appointment;
    if (doorOf(appointment, now) !== "open") return [];
    if (isProviderOf(appointment, me)) {
      if (!call.patientHere) return [];
      if (call.state === "waiting") {
        return [{ appointment, key: `${id} ${call.patientWaitingSince}`, isAnswered: false }];
      }
      const isAlone = call.state === "live" && !call.providerHere;
      return isAlone
        ? [{ appointment, key: `${id} alone ${call.startedAt}`, isAnswered: false, isQuiet: true }]
        : [];
    }
    const isCalling = call.state === "live";
    return isCalling ? [{ appointment, key: `${id} ${call.startedAt}`, isAnswered: call.patientHere }] : [];
  });
}
