import { idleness, LastActive, type Idleness, type IdleRule } from "../core/idle.ts";

const TICK_MS = 1_000;
const NOTED_EVERY_MS = 5_000;
/** No `scroll`: the page scrolls by itself where messages come in. */
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "touchmove"];

export interface IdleWatch {
  /** Somebody says that they are still here. */
  readonly stay: () => void;
  readonly stop: () => void;
}

/**
 * Tells at each change, and each second of the warning, how idle the person is: in this tab and all their others. Once
 * they are warned only `stay` counts. Whatever comes first at waking, a timer or a key, finds the time over.
 */
export function watchIdle({ personId, minutes }: IdleRule, tell: (idleness: Idleness) => void): IdleWatch {
  const listening = new AbortController();
  const { signal } = listening;
  const lastActive = new LastActive(personId, localStorage);
  let known: Idleness = { state: "active" };

  function check(): Idleness {
    // A clock that was set back: the time begins anew, or it would stand until the clock has caught up.
    if (lastActive.at > Date.now()) lastActive.note(Date.now());
    const now = idleness(lastActive.at, Date.now(), minutes);
    const isNews = now.state !== known.state || now.state === "warned";
    known = now;
    if (now.state === "over") listening.abort();
    if (isNews) tell(now);
    return now;
  }
  function note(): void {
    if (check().state !== "active") return;
    if (Date.now() - lastActive.at >= NOTED_EVERY_MS) lastActive.note(Date.now());
  }
  function stay(): void {
    if (check().state === "over") return;
    lastActive.note(Date.now());
    check();
  }

  lastActive.note(Date.now());
  for (const sign of SIGNS) addEventListener(sign, note, { signal, capture: true, passive: true });
  for (const name of ["focus", "pageshow", "storage"]) addEventListener(name, check, { signal });
  document.addEventListener("visibilitychange", check, { signal, capture: true });
  const ticking = setInterval(check, TICK_MS);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return { stay, stop: () => listening.abort() };
}
