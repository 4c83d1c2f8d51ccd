/** Dates and times in the reader's language and zone. */

const DAY_MS = 24 * 60 * 60 * 1000;

export interface Clock {
  readonly locale: string;
  readonly timeZone: string | undefined;
  readonly now: () => Date;
}

/** The browser's flavour of the page's language, so that a British reader of English gets British dates. */
export function localeFor(language: string, preferred: readonly string[]): string {
  return preferred.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
}

export function timeOfDay(clock: Clock, iso: string): string {
  return format(clock, { hour: "numeric", minute: "2-digit" }, iso);
}

export function dateAndTime(clock: Clock, iso: string): string {
  return format(clock, { dateStyle: "full", timeStyle: "short" }, iso);
}

/** A day as a heading: Today, Yesterday, or the date, with its year where it is not this one. */
export function dayTitle(clock: Clock, iso: string): string {
  const age = daysAgo(clock, iso);
  if (age === 0 || age === 1) return relative(clock, -age);
  const day = { weekday: "long", day: "numeric", month: "long", ...yearOf(clock, iso) } as const;
  return begun(clock.locale, format(clock, day, iso));
}

/** As short as a list row wants it: the time today, then the weekday, then the date. */
export function shortTime(clock: Clock, iso: string): string {
  const age = daysAgo(clock, iso);
  if (age <= 0) return timeOfDay(clock, iso);
  if (age === 1) return relative(clock, -1);
  if (age < 7) return format(clock, { weekday: "short" }, iso);
  return format(clock, { day: "numeric", month: "short", ...yearOf(clock, iso) }, iso);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A time with its zone; a day (`2026-11-21`) as that day, whatever the zone. null for what is neither. */
export function moment(clock: Clock, date: string): string | null {
  if (Number.isNaN(Date.parse(date))) return null;
  const day: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  if (DAY.test(date)) return format(clock, { ...day, timeZone: "UTC" }, date);
  const time: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit", timeZoneName: "short" };
  return format(clock, { weekday: "short", ...day, ...time }, date);
}

/** How long something has waited, in its largest unit: "5 min", "3 hr", "2 days". */
export function waitingTime(clock: Clock, since: string): string {
  const minutes = Math.max(1, Math.round((clock.now().getTime() - Date.parse(since)) / 60_000));
  const [unit, amount] = [
    ["day", Math.floor(minutes / 1440)],
    ["hour", Math.floor(minutes / 60)],
    ["minute", minutes],
  ].find(([, count]) => Number(count) >= 1) as [string, number];
  return new Intl.NumberFormat(clock.locale, { style: "unit", unit, unitDisplay: "short" }).format(amount);
}

/** The calendar day in the reader's zone, as a key that can be compared. */
export function dayKey(clock: Clock, iso: string): string {
  return formatter("en-CA", { timeZone: clock.timeZone, dateStyle: "short" }).format(new Date(iso));
}

function daysAgo(clock: Clock, iso: string): number {
  const today = dayKey(clock, clock.now().toISOString());
  return Math.round((Date.parse(today) - Date.parse(dayKey(clock, iso))) / DAY_MS);
}

function yearOf(clock: Clock, iso: string): Intl.DateTimeFormatOptions {
  const isThisYear = dayKey(clock, iso).slice(0, 4) === dayKey(clock, clock.now().toISOString()).slice(0, 4);
  return isThisYear ? {} : { year: "numeric" };
}

/** As words begin that stand alone: Spanish names days and languages in small letters. */
export function begun(locale: string, words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
}

function relative(clock: Clock, days: number): string {
  return begun(
    clock.locale,
    new Intl.RelativeTimeFormat(clock.locale, { numeric: "auto" }).format(days, "day"),
  );
}

function format(clock: Clock, options: Intl.DateTimeFormatOptions, iso: string): string {
  return formatter(clock.locale, { timeZone: clock.timeZone, ...options }).format(new Date(iso));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to make and a long thread asks for thousands. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}
