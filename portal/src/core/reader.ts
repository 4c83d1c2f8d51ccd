import type { Clock } from "./dates.ts";
import type { Person } from "./shapes.ts";

/** Whose eyes the page is for, and by what clock and language they read. */
export interface Reader {
  readonly me: Person;
  readonly clock: Clock;
}
