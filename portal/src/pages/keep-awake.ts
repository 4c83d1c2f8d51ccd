import { LastActive } from "../core/idle.ts";

const NOTED_EVERY_MS = 20_000;

/** Somebody who listens does not type: while this runs nobody is idle and the screen stays on. Returns what ends it. */
export function keepAwake(personId: string): () => void {
  const active = new LastActive(personId, localStorage);
  const note = () => active.note(Date.now());
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  async function stayOn(): Promise<void> {
    if (document.hidden || isOver) return;
    lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    if (isOver) void lock?.release();
  }
  note();
  void stayOn();
  const noting = setInterval(note, NOTED_EVERY_MS);
  // Browsers let go of the screen when the page is hidden.
  document.addEventListener("visibilitychange", stayOn);
  return () => {
    isOver = true;
    clearInterval(noting);
    document.removeEventListener("visibilitychange", stayOn);
    void lock?.release();
  };
}
