import { msg } from "@lit/localize";
import type { CardType } from "./shapes.ts";

/** In the order in which they are offered. */
export const CARD_TYPES: readonly CardType[] = ["appt", "invoice", "rx"];

export function cardName(type: CardType): string {
  const names: Record<CardType, () => string> = {
    appt: () => msg("Appointment"),
    invoice: () => msg("Invoice"),
    rx: () => msg("Prescription"),
  };
  return names[type]();
}
