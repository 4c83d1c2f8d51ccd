import type { Clock } from "./dates.ts";
import type { Person } from "./people-shapes.ts";
import type { Appointment } from "./visit-shapes.ts";

/** What time makes of appointments. `now` is the server's, in ms. */

/** early: not open yet · open: may be entered · the rest: not any more, and why. */
export type Door = "early" | "open" | "over" | "ended" | "cancelled";

export function doorOf({ call, status, ...times }: Appointment, now: number): Door {
  if (status === "cancelled" || call.state === "cancelled") return "cancelled";
  if (call.state === "ended") return "ended";
  // A call that is going on may be returned to a little after its end: the server ends it.
  if (call.state === "live") return "open";
  if (status === "completed") return "ended";
  if (now < Date.parse(times.joinableFrom)) return "early";
  return now < Date.parse(times.joinableUntil) ? "open" : "over";
}

/** Those that are still to come or going on, a cancelled one until it would have ended; the earliest first. */
export function upcoming(known: Iterable<Appointment>, now: number): readonly Appointment[] {
  const isToCome = (one: Appointment) => {
    const door = doorOf(one, now);
    if (door === "cancelled") return now < Date.parse(one.endsAt);
    return door === "early" || door === "open";
  };
  return [...known].filter(isToCome).sort(byBeginning);
}

function byBeginning(one: Appointment, other: Appointment): number {
  return Date.parse(one.startsAt) - Date.parse(other.startsAt) || (one.id < other.id ? -1 : 1);
}

/** When, by the same clock, time alone changes what is said of one of them; null: never. */
export function nextChange(known: Iterable<Appointment>, now: number): number | null {
  const moments = [...known].flatMap(({ joinableFrom, joinableUntil, endsAt, call }) =>
    [joinableFrom, joinableUntil, endsAt, call.lateUntil ?? ""].map((moment) => Date.parse(moment)),
  );
  const coming = moments.filter((moment) => moment > now);
  return coming.length > 0 ? Math.min(...coming) : null;
}

/** The one that the reader meets. */
export function otherOf({ patient, provider }: Appointment, me: Person): Person {
  return patient.id === me.id ? provider : patient;
}

export function isProviderOf({ provider }: Appointment, me: Person): boolean {
  return provider.id === me.id;
}

/** From when to when, with the zone named: "10:00 – 10:30 AM CST". A zone like GMT-6 is not broken in two. */
export function timeSpan({ locale, timeZone }: Clock, { startsAt, endsAt }: Appointment): string {
  const options = { hour: "numeric", minute: "2-digit", timeZoneName: "short", timeZone } as const;
  const format = new Intl.DateTimeFormat(locale, options);
  return format.formatRange(new Date(startsAt), new Date(endsAt)).replace("GMT-", "GMT\u2011");
}

/** The time left, as on a clock: "4:05", "1:02:00". */
export function countdown(untilMs: number, now: number): string {
  const left = Math.max(0, Math.ceil((untilMs - now) / 1_000));
  const [hours, minutes, seconds] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
