import type { Appointment, Call } from "../src/core/visit-shapes.ts";
import { nurse, patient } from "./samples.ts";

/** A day with one appointment from 10:00 to 10:30, open from 9:45. */
export const at = (time: string): string => `2026-05-04T${time}:00.000Z`;
export const ms = (time: string): number => Date.parse(at(time));

export function call(change: Partial<Call> = {}): Call {
  return {
    state: "none",
    patientWaitingSince: null,
    lateUntil: null,
    startedAt: null,
    endedAt: null,
    patientHere: false,
    providerHere: false,
    revision: 1,
    ...change,
  };
}

export function appointment(change: Partial<Appointment> = {}): Appointment {
  return {
    id: "a1",
    title: "Blood pressure",
    patient,
    provider: nurse,
    startsAt: at("10:00"),
    endsAt: at("10:30"),
    status: "booked",
    call: call(),
    joinableFrom: at("09:45"),
    joinableUntil: at("10:30"),
    ...change,
  };
}

export const waiting = call({
  state: "waiting",
  patientWaitingSince: at("09:50"),
  patientHere: true,
  revision: 2,
});
export const live = call({ state: "live", startedAt: at("10:01"), patientHere: true, revision: 3 });
