/** How long nobody has done anything, by clocks rather than timers: a machine that slept has been idle too. */
export type Idleness =
  | { readonly state: "active" }
  | { readonly state: "warned"; readonly secondsLeft: number }
  | { readonly state: "over" };

const WARNED_FOR_MS = 60_000;

export function idleness(lastActive: number, now: number, minutes: number): Idleness {
  // A clock that was set back says nothing about people.
  const left = minutes * 60_000 - Math.max(0, now - lastActive);
  if (left <= 0) return { state: "over" };
  if (left > WARNED_FOR_MS) return { state: "active" };
  return { state: "warned", secondsLeft: Math.ceil(left / 1_000) };
}

/** The moments at which a screen reader says what is left: reading every second out would say nothing at all. */
export function isSpoken(secondsLeft: number): boolean {
  return [60, 30, 10].includes(secondsLeft);
}

/** What a tab must know of its session before it asks anybody: whose it is, and how long they may be idle. */
export interface IdleRule {
  readonly personId: string;
  readonly minutes: number;
}

const RULE = "clinic-messaging.idle";
const ACTIVE = "clinic-messaging.active.";

/** When somebody last did anything, the same for all tabs of a person. */
export class LastActive {
  readonly #key: string;
  readonly #shared: Storage;
  #own = 0;

  constructor(personId: string, shared: Storage) {
    this.#key = ACTIVE + personId;
    this.#shared = shared;
  }

  get at(): number {
    return Math.max(this.#own, Number(this.#shared.getItem(this.#key) ?? 0));
  }

  note(now: number): void {
    this.#own = now;
    this.#shared.setItem(this.#key, String(now));
  }
}

export function keepRule(rule: IdleRule, ofTab: Storage): void {
  ofTab.setItem(RULE, JSON.stringify(rule));
}

/** Nothing of the person stays; other tabs of theirs go on from what they know themselves. */
export function forgetIdle(ofTab: Storage, shared: Storage): void {
  const rule = ruleIn(ofTab);
  if (rule) shared.removeItem(ACTIVE + rule.personId);
  ofTab.removeItem(RULE);
}

/** Whether a page that was left must not be shown again: its time ran out meanwhile. */
export function isOver(ofTab: Storage, shared: Storage, now: number): boolean {
  const rule = ruleIn(ofTab);
  if (!rule) return false;
  return idleness(new LastActive(rule.personId, shared).at, now, rule.minutes).state === "over";
}

function ruleIn(ofTab: Storage): IdleRule | null {
  return JSON.parse(ofTab.getItem(RULE) ?? "null") as IdleRule | null;
}
