import type { TablePage } from "./audit-api.ts";
import type { AuditAsk } from "./audit-shapes.ts";

/** What the fields of the search hold; times as `datetime-local` writes them (`2026-11-21T09:30`). */
export type AuditFields = Record<"patientId" | "personId" | "conversationId" | "from" | "to", string>;

export const NO_FIELDS: AuditFields = { patientId: "", personId: "", conversationId: "", from: "", to: "" };

/** The fields that are filled in, as the API is asked for them. */
export function askOf(fields: AuditFields, timeZone: string | undefined): AuditAsk {
  const { from, to, ...ids } = fields;
  const times = { from: from && instantOf(from, timeZone), to: to && instantOf(to, timeZone) };
  const given = Object.entries({ ...ids, ...times }).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(given.filter(([, value]) => value)) as AuditAsk;
}

/** Whether anything is named that the API would look for: somebody, something, or from when. */
export function isEnough({ patientId, personId, conversationId, from }: AuditAsk): boolean {
  return Boolean(patientId || personId || conversationId || from);
}

/** The instant at which clocks of that zone (by default the browser's) show this time. */
export function instantOf(local: string, timeZone: string | undefined): string {
  const wanted = Date.parse(`${local}Z`);
  const ahead = (instant: number) => Date.parse(`${localTime(new Date(instant), timeZone)}Z`) - instant;
  // Twice, since the first guess may lie on the other side of a change of the clocks.
  const guess = wanted - ahead(wanted);
  return new Date(wanted - ahead(guess)).toISOString();
}

/** What clocks of that zone show at an instant, as `datetime-local` writes it. */
export function localTime(instant: Date, timeZone: string | undefined): string {
  const options = { timeZone, dateStyle: "short", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("sv-SE", options).format(instant).replace(" ", "T");
}

export const MOST_PAGES = 100;

/** Page after page as one table, its line of names once; up to so many pages. */
export async function wholeTable(
  read: (cursor: string | null) => Promise<TablePage>,
  most = MOST_PAGES,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  let { text, next } = await read(null);
  for (let pages = 1; next !== null && pages < most; pages += 1) {
    const page = await read(next);
    text += page.text.slice(page.text.indexOf("\r\n") + 2);
    next = page.next;
  }
  return { text, isWhole: next === null };
}
