import { msg } from "@lit/localize";
import { moment, type Clock } from "./dates.ts";
import { searchWords } from "./matching.ts";
import type { Card } from "./shapes.ts";
import { cardName } from "./card-words.ts";

/** What a card says, in the reader's language and zone. */

export function titleOfCard({ title, type }: Card): string {
  return title.trim() || cardName(type);
}

/** An appointment with its time and zone, a day as that day everywhere; what is neither, as the clinic wrote it. */
export function dateOfCard(clock: Clock, { date }: Card): string {
  return moment(clock, date) ?? date;
}

const AMOUNT = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

/** As money of its currency, exact to the last digit; what is none, as the clinic wrote it. */
export function amountOfCard({ locale }: Clock, { amount }: Card): string | null {
  const [, value, currency] = AMOUNT.exec(amount ?? "") ?? [];
  if (!value || !currency) return amount ?? null;
  // Given as text, for a binary number would not hold it exactly.
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(value as `${number}`);
}

export function statusOfCard({ status }: Card): string {
  const words: Record<string, () => string> = {
    booked: () => msg("Booked"),
    cancelled: () => msg("Cancelled"),
    completed: () => msg("Completed"),
    open: () => msg("Open", { id: "invoice-open" }),
    paid: () => msg("Paid"),
    active: () => msg("Active"),
    stopped: () => msg("Stopped"),
  };
  return Object.hasOwn(words, status) ? words[status]!() : status;
}

/** Where the item can be looked at; null for what no browser should follow. */
export function addressOfCard({ url }: Card): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** Those that have, for each word, one that begins with it, in anything that is shown of them. */
export function cardsWith(words: string, cards: readonly Card[], clock: Clock): readonly Card[] {
  const wanted = searchWords(words);
  return cards.filter((card) => {
    const shown = [titleOfCard(card), statusOfCard(card), dateOfCard(clock, card), amountOfCard(clock, card)];
    const has = searchWords(shown.join(" "));
    return wanted.every((word) => has.some((one) => one.startsWith(word)));
  });
}
