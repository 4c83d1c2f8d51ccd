import type { Chat } from "../core/chat.ts";
import { mustLock } from "../core/locking.ts";
import { withSecretsLocked } from "../core/secrets.ts";

const TICK_MS = 1_000;

/** Locks again at that time, or where nobody has looked at the page for too long; then it is done. */
export function watchSecrets(chat: Chat, lockingAt: number): void {
  const listening = new AbortController();
  const { signal } = listening;
  let awaySince: number | null = null;

  /** Before it is noted that somebody is back: a page that wakes up locks first. */
  function check(): void {
    const now = Date.now();
    if (mustLock(now, lockingAt, awaySince)) chat.store.change((state) => withSecretsLocked(state));
    if (chat.store.state.secrets.state !== "unlocked") return listening.abort();
    awaySince = document.hidden || !document.hasFocus() ? (awaySince ?? now) : null;
  }

  for (const name of ["focus", "blur", "pageshow", "pagehide"]) addEventListener(name, check, { signal });
  document.addEventListener("visibilitychange", check, { signal });
  const ticking = setInterval(check, TICK_MS);
  signal.addEventListener("abort", () => clearInterval(ticking));
  check();
}
