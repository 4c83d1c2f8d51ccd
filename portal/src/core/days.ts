import type { Clock } from "./dates.ts";

/** Numbers of the last days, and the bars that show them. */

export interface Day {
  /** A calendar day, as in 2026-11-21. */
  readonly date: string;
  readonly messages: number;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STEPS = [2, 4, 6, 8, 10, 20];
const GAP = 0.34;
const LEAST_SHOWN = 2;

/** A round, even number that is at least the largest of the days: the top of the scale, whose half is whole too. */
export function scaleTop(days: readonly Day[]): number {
  const most = Math.max(STEPS[0]!, ...days.map(({ messages }) => messages));
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(most / STEPS[0]!)));
  return magnitude * STEPS.find((step) => step * magnitude >= most)!;
}

/** A bar for each day, on a field of this size. A day with any message at all has a bar that can be seen. */
export function barsOf(days: readonly Day[], width: number, height: number): readonly Bar[] {
  const top = scaleTop(days);
  const column = width / Math.max(1, days.length);
  return days.map(({ messages }, index) => {
    const tall = messages === 0 ? 0 : Math.max(LEAST_SHOWN, (messages / top) * height);
    return {
      x: column * (index + GAP / 2),
      y: height - tall,
      width: column * (1 - GAP),
      height: tall,
    };
  });
}

/** Which of `count` columns lies at `x`. */
export function columnAt(x: number, width: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((x / width) * count)));
}

export function totalOf(days: readonly Day[]): number {
  return days.reduce((sum, { messages }) => sum + messages, 0);
}

/** The day in words; it is a calendar day already, so no zone moves it. */
export function dayInWords({ locale }: Clock, date: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`));
}

export function dayInShort({ locale }: Clock, date: string): string {
  const options = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${date}T00:00:00Z`));
}

export type PartOfDay = "morning" | "afternoon" | "evening";

/** By the reader's own clock. */
export function partOfDay({ timeZone, now }: Clock): PartOfDay {
  const options = { hour: "numeric", hourCycle: "h23", timeZone } as const;
  const hour = Number(new Intl.DateTimeFormat("en", options).format(now()));
  if (hour >= 4 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}
