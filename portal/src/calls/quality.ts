import type { CallStats } from "./shapes.ts";

/** The worst of these decides; the numbers are where people begin to notice. `roomToSend` in bits a second. */
const STEPS: readonly { quality: number; roundTripMs: number; lossShare: number; roomToSend: number }[] = [
  { quality: 4, roundTripMs: 250, lossShare: 0.02, roomToSend: 300_000 },
  { quality: 3, roundTripMs: 400, lossShare: 0.05, roomToSend: 150_000 },
  { quality: 2, roundTripMs: 700, lossShare: 0.12, roomToSend: 80_000 },
];

/** From two looks at a connection: 4 (nobody notices anything) to 1 (hard to follow); 0 where nothing arrives. */
export function qualityOf(before: CallStats, after: CallStats): number {
  const received = after.packetsReceived - before.packetsReceived;
  if (received <= 0) return 0;
  const lost = Math.max(after.packetsLost - before.packetsLost, 0);
  const lossShare = Math.max(after.lossShare ?? 0, lost / (lost + received));
  const fits = STEPS.find(
    (step) =>
      (after.roundTripMs ?? 0) <= step.roundTripMs &&
      lossShare <= step.lossShare &&
      (after.roomToSend ?? Infinity) >= step.roomToSend,
  );
  return fits?.quality ?? 1;
}

/** Bars that jump at every look tell nothing: worse shows at once, better when it has been so twice. */
export function settled(shown: number, before: number, now: number): number {
  return now < shown ? now : Math.max(shown, Math.min(before, now));
}

/** Looks at a connection from time to time. */
export class QualityMeter {
  quality = 4;
  isReceiving = false;
  #of: object | null = null;
  #stats: CallStats | null = null;
  #latest = 4;

  /** `connection`: what the numbers belong to; another one begins to count anew. */
  look(connection: object, stats: CallStats): void {
    const before = this.#of === connection ? this.#stats : null;
    this.#of = connection;
    this.#stats = stats;
    if (!before) return;
    const now = qualityOf(before, stats);
    this.isReceiving = now > 0;
    this.quality = settled(this.quality, this.#latest, now);
    this.#latest = now;
  }
}
