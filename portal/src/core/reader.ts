import { localeFor, type Clock } from "./dates.ts";
import type { Me, Person, Preferences } from "./shapes.ts";

/** Whose eyes the page is for, and by what clock and language they read. */
export interface Reader {
  readonly me: Person;
  readonly clock: Clock;
}

/** What the directory says of somebody who has never named a zone. */
const NO_ZONE = "UTC";

export function chosenZone({ timeZone }: Preferences): string | undefined {
  return timeZone && timeZone !== NO_ZONE ? timeZone : undefined;
}

/** As the person prefers; where they have not said, as this browser does. */
export function readerOf(
  { person, preferences }: Pick<Me, "person" | "preferences">,
  pageLanguage: string,
  browserLanguages: readonly string[],
): Reader {
  const preferred = preferences.locale ? [preferences.locale, ...browserLanguages] : browserLanguages;
  const locale = localeFor(pageLanguage, preferred);
  return { me: person, clock: { locale, timeZone: chosenZone(preferences), now: () => new Date() } };
}
