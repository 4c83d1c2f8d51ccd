import type { Realtime } from "../core/realtime.ts";

const CHECK_EVERY_MS = 60_000;
const TICK_MS = 10_000;

/**
 * Has the socket checked whenever the network may have changed: back online, back in view, awake from sleep;
 * and every minute while the page is in use, because some networks die without a word.
 */
export function watchNetwork(realtime: Realtime): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const check = () => realtime.check();
  for (const name of ["online", "pageshow", "focus"]) addEventListener(name, check, { signal });
  addEventListener("offline", () => realtime.lose(), { signal });
  document.addEventListener("visibilitychange", () => !document.hidden && check(), { signal });
  const ticking = setInterval(ticker(check), TICK_MS);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return () => listening.abort();
}

function ticker(check: () => void): () => void {
  let lastTick = Date.now();
  let lastCheck = Date.now();
  return () => {
    const now = Date.now();
    const hasSlept = now - lastTick > 3 * TICK_MS;
    const isDue = now - lastCheck > CHECK_EVERY_MS && document.hasFocus();
    lastTick = now;
    if (!hasSlept && !isDue) return;
    lastCheck = now;
    check();
  };
}
