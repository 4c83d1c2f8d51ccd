/** Appointments and their calls, as the API shows them. Times are RFC 3339 UTC. */

import type { Session } from "../calls/shapes.ts";
import type { Person } from "./people-shapes.ts";
import type { Phase } from "./state.ts";

export type CallState = "none" | "waiting" | "live" | "ended" | "cancelled";

export interface Call {
  readonly state: CallState;
  /** Since when the patient has been in the waiting room. */
  readonly patientWaitingSince: string | null;
  /** Until when the provider has said to be late. */
  readonly lateUntil: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly patientHere: boolean;
  readonly providerHere: boolean;
  /** Grows with every change. */
  readonly revision: number;
}

export interface Appointment {
  readonly id: string;
  readonly title: string | null;
  readonly patient: Person;
  readonly provider: Person;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: "booked" | "cancelled" | "completed";
  readonly call: Call;
  readonly joinableFrom: string;
  readonly joinableUntil: string;
}

/** What is known of the reader's own appointments. */
export interface Visits {
  readonly phase: Phase;
  readonly appointments: ReadonlyMap<string, Appointment>;
  readonly next: string | null;
  /** How far the server's clock is ahead of this browser's, in ms; up to a second too little. */
  readonly aheadMs: number;
}

/** The answer to who joins or starts: in the waiting room, or in the call. */
export type Admission =
  | { readonly state: "waiting"; readonly appointment: Appointment }
  | {
      readonly state: "live";
      readonly callId: string;
      readonly session: Session;
      readonly expiresAt: string;
      readonly appointment: Appointment;
    };
