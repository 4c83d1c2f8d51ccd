/** The languages that the portal has words in: that of its source, and one for each file in `words`. */
export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = "clinic-messaging.language";

/** The first of the languages that somebody reads which is spoken here; else the first that is spoken. */
export function languageOf(read: readonly string[], spoken: readonly string[]): Language {
  const known: readonly string[] = LANGUAGES.filter((one) => spoken.includes(one));
  const wanted = [...read.map((one) => one.split("-")[0]!.toLowerCase()), ...spoken];
  return (wanted.find((one) => known.includes(one)) ?? LANGUAGES[0]) as Language;
}

/** What is read here, the best first: the language of who was last signed in, then those of the browser. */
export function languagesRead(): readonly string[] {
  return [localStorage.getItem(KEY) ?? "", ...navigator.languages];
}

/** Keeps in mind what somebody reads, for pages that are opened before it is known by whom. */
export function rememberLanguage(locale: string): void {
  localStorage.setItem(KEY, locale);
}
