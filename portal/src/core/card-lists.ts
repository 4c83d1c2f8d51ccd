import { msg } from "@lit/localize";
import type { CardType } from "./shapes.ts";

/** Headings of lists of what the clinic holds, and what stands where such a list is empty. */

export function recent(type: CardType): string {
  const words: Record<CardType, () => string> = {
    appt: () => msg("Recent appointments"),
    invoice: () => msg("Recent invoices"),
    rx: () => msg("Recent prescriptions"),
  };
  return words[type]();
}

export function noRecent(type: CardType): string {
  const words: Record<CardType, () => string> = {
    appt: () => msg("No recent appointments"),
    invoice: () => msg("No recent invoices"),
    rx: () => msg("No recent prescriptions"),
  };
  return words[type]();
}
