import type { Clock } from "../core/dates.ts";
import type { Card, CardType } from "../core/shapes.ts";

/** Where what the clinic holds about one patient is looked up. Another patient has another one. */
export interface CardLookup {
  readonly find: (type: CardType) => Promise<readonly Card[]>;
  readonly clock: Clock;
}
