import type { Chat } from "./chat.ts";
import type { Answer } from "./http.ts";
import { Problem } from "./problem.ts";
import type { Page } from "./shapes.ts";
import type { ChatState } from "./state.ts";
import type { Appointment, Call, Visits } from "./visit-shapes.ts";
import { visitsOver } from "./visits-api.ts";

/** The reader's own appointments, kept beside the conversations. */

const NO_VISITS: Visits = { phase: "loading", appointments: new Map(), next: null, aheadMs: 0 };

export function visitsOf({ visits }: ChatState): Visits {
  return visits ?? NO_VISITS;
}

/** The server's time as far as it is known: what opens and closes goes by it. */
export function serverTime(state: ChatState, browserTime = Date.now()): number {
  return browserTime + visitsOf(state).aheadMs;
}

function withVisits(state: ChatState, change: Partial<Visits>): ChatState {
  return { ...state, visits: { ...visitsOf(state), ...change } };
}

/** A view that was made before the one that is known changes nothing. */
export function withAppointments(state: ChatState, views: readonly Appointment[]): ChatState {
  const known = visitsOf(state).appointments;
  const newer = views.filter(({ id, call }) => call.revision >= (known.get(id)?.call.revision ?? -1));
  if (newer.length === 0) return state;
  return withVisits(state, {
    appointments: new Map([...known, ...newer.map((one) => [one.id, one] as const)]),
  });
}

/** What an event tells of a call: news only where its revision is larger. */
export function withCall(state: ChatState, id: string, call: Call): ChatState {
  const known = visitsOf(state).appointments.get(id);
  if (!known || call.revision <= known.call.revision) return state;
  return withAppointments(state, [{ ...known, call }]);
}

/** Whole seconds, cut off: by this clock nothing opens too early. */
function withClock(state: ChatState, asOf: string | null, browserTime = Date.now()): ChatState {
  const aheadMs = Date.parse(asOf ?? "") - browserTime;
  return Number.isNaN(aheadMs) ? state : withVisits(state, { aheadMs });
}

/** Brings the list up to date: its first page. What pages before it brought stays. */
export async function loadAppointments(chat: Chat): Promise<void> {
  try {
    const page = await visitsOver(chat.api.http).appointments(null);
    const isFirst = visitsOf(chat.store.state).phase !== "ready";
    take(chat, page, isFirst ? { next: page.body.next } : {});
  } catch (error) {
    const isEmpty = visitsOf(chat.store.state).phase !== "ready";
    if (isEmpty) chat.store.change((state) => withVisits(state, { phase: "failed" }));
    throw error;
  }
}

export async function loadMoreAppointments(chat: Chat): Promise<void> {
  const { next } = visitsOf(chat.store.state);
  if (next === null) return;
  const page = await visitsOver(chat.api.http).appointments(next);
  take(chat, page, { next: page.body.next });
}

function take(chat: Chat, { body, asOf }: Answer<Page<Appointment>>, change: Partial<Visits>): void {
  chat.store.change((state) =>
    withVisits(withClock(withAppointments(state, body.items), asOf), { phase: "ready", ...change }),
  );
}

/** One appointment as the server has it now. One that is not this person's leaves, and the error says so. */
export async function loadAppointment(chat: Chat, id: string): Promise<Appointment> {
  try {
    const { body, asOf } = await visitsOver(chat.api.http).appointment(id);
    chat.store.change((state) => withClock(withAppointments(state, [body]), asOf));
    return body;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) chat.store.change((state) => without(state, id));
    throw error;
  }
}

function without(state: ChatState, id: string): ChatState {
  const known = visitsOf(state).appointments;
  if (!known.has(id)) return state;
  return withVisits(state, { appointments: new Map([...known].filter(([one]) => one !== id)) });
}

/** The page of a visit. */
export function visitPath(appointmentId: string): string {
  return `/visits/${encodeURIComponent(appointmentId)}`;
}
