const LONGEST_MS = 5 * 60_000;
const MOST_AWAY_MS = 2 * 60_000;

/**
 * When, by this machine's clock, what is unlocked must be locked again. `asOf`: the server's clock as it answered, in
 * whole seconds, so that a machine whose clock is wrong locks in time all the same.
 */
export function lockingAt(until: string, asOf: string | null, now: number): number {
  const left = Date.parse(until) - (asOf ? Date.parse(asOf) : now);
  return now + Math.min(Number.isNaN(left) ? 0 : left, LONGEST_MS);
}

/** True where the time is over, or where nobody has looked for too long. */
export function mustLock(now: number, lockingAt: number, awaySince: number | null): boolean {
  return now >= lockingAt || (awaySince !== null && now - awaySince >= MOST_AWAY_MS);
}
