import type { Api } from "../core/api.ts";
import type { Clock } from "../core/dates.ts";
import type { CardLookup } from "../elements/card-lookup.ts";

/** The same lookup for the same patient and reader, so that what was found stays found while the page is drawn again. */
export class CardLookups {
  #last: readonly [key: string, lookup: CardLookup] | null = null;

  about(patientId: string, { artifacts }: Api, clock: Clock): CardLookup {
    const key = JSON.stringify([patientId, clock.locale, clock.timeZone]);
    if (this.#last?.[0] !== key) {
      const find: CardLookup["find"] = async (type) => (await artifacts(patientId, type)).items;
      this.#last = [key, { find, clock }];
    }
    return this.#last![1];
  }
}
