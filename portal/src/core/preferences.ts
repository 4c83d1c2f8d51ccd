import { begun } from "./dates.ts";
import { Problem } from "./problem.ts";
import type { Preferences, PreferencesChange } from "./shapes.ts";

/** Where one preference stands between the person and the server. */
export type Saving =
  | { readonly state: "saving" | "saved" }
  | { readonly state: "failed"; readonly detail: string | null; readonly change: PreferencesChange };

export function withPreferences(known: Preferences, change: PreferencesChange): Preferences {
  return { ...known, ...change, notify: { ...known.notify, ...change.notify } };
}

/** The change that puts back what `change` replaces: only that, whatever else is being saved at the same time. */
export function undoing(known: Preferences, change: PreferencesChange): PreferencesChange {
  const { notify, ...plain } = change;
  const before = pick(known, Object.keys(plain) as (keyof typeof plain)[]);
  if (!notify) return before;
  return { ...before, notify: pick(known.notify, Object.keys(notify) as (keyof typeof notify)[]) };
}

function pick<Whole, Key extends keyof Whole>(whole: Whole, keys: readonly Key[]): Partial<Whole> {
  return Object.fromEntries(keys.map((key) => [key, whole[key]])) as unknown as Partial<Whole>;
}

/** Words on this very field, or on the whole; null where the server was merely out of reach. */
export function detailFor(error: unknown, field: string): string | null {
  if (!(error instanceof Problem)) return null;
  const own = error.errors.find((one) => one.field.split(".").at(-1) === field);
  return own?.message ?? error.detail;
}

/** How the languages of a choice call themselves, each once, in the order given. */
export function languages(offered: readonly string[]): readonly { value: string; name: string }[] {
  return [...new Set(offered)].map((value) => ({ value, name: languageName(value) }));
}

function languageName(value: string): string {
  return begun(value, new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value);
}

/** The zone of the IANA database that somebody typed, as this browser calls it; null where there is none. */
export function zoneCalled(typed: string): string | null {
  const timeZone = typed.trim().replaceAll(" ", "_");
  // What has no slash is no place: an offset, or an abbreviation that several zones share.
  if (!timeZone.includes("/")) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** What the clocks of a zone show now. */
export function timeIn(zone: string, locale: string, now: Date): string {
  const options = { hour: "numeric", minute: "2-digit", timeZone: zone, timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(locale, options).format(now);
}
