import { pause } from "./backoff.ts";

const ANSWERS_WITHIN_MS = 150;

type Marks = ReadonlyMap<string, number>;
type Said =
  { readonly ask: readonly string[] } | { readonly seen: readonly string[] } | { readonly told: Marks };

/**
 * All windows that a person has in this browser. One of them speaks for all; the next takes over when it is closed. Each can be
 * asked what its person has before their eyes, and knows what the others have told them. Events: `change`, when this window begins to
 * speak and when another has told something.
 */
export class Windows extends EventTarget {
  #channel: BroadcastChannel | null;
  readonly #sees: (what: string) => boolean;
  readonly #answers = new Set<Set<string>>();
  readonly #told = new Map<string, number>();
  readonly #over = new AbortController();
  #resign = (): void => {};
  #isSpeaker = false;

  /** `name`: of the person. `sees`: whether this window shows it to somebody who looks. */
  constructor(name: string, sees: (what: string) => boolean) {
    super();
    this.#sees = sees;
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Said>) => this.#heard(data));
    this.#apply(name);
  }

  /** True in one window; where browsers cannot agree on one, in each. */
  get isSpeaker(): boolean {
    return this.#isSpeaker;
  }

  /** Those of these that are seen here or in another window. */
  async seen(whats: readonly string[]): Promise<ReadonlySet<string>> {
    const seen = new Set<string>();
    this.#answers.add(seen);
    this.#channel?.postMessage({ ask: whats } satisfies Said);
    await pause(ANSWERS_WITHIN_MS);
    this.#answers.delete(seen);
    return new Set(whats.filter((what) => seen.has(what) || this.#sees(what)));
  }

  /** How far any window has told of it; 0 where none has. */
  toldUpTo(what: string): number {
    return this.#told.get(what) ?? 0;
  }

  /** Puts down, for all windows, what the person has been told, and how far. */
  putDown(told: Marks): void {
    this.#hold(told);
    this.#channel?.postMessage({ told } satisfies Said);
  }

  stop(): void {
    this.#isSpeaker = false;
    this.#over.abort();
    this.#resign();
    this.#channel?.close();
    this.#channel = null; // what is still said goes nowhere
  }

  #apply(name: string): void {
    if (!navigator.locks) {
      this.#isSpeaker = true;
      return;
    }
    const over = new Promise<void>((resolve) => (this.#resign = resolve));
    const speaking = navigator.locks.request(name, { signal: this.#over.signal }, () => {
      this.#isSpeaker = true;
      this.dispatchEvent(new Event("change"));
      return over;
    });
    speaking.catch(() => undefined); // it was closed before its turn came
  }

  #hold(told: Marks): void {
    for (const [what, mark] of told) this.#told.set(what, Math.max(mark, this.toldUpTo(what)));
  }

  #heard(said: Said): void {
    if ("told" in said) {
      this.#hold(said.told);
      this.dispatchEvent(new Event("change"));
    } else if ("ask" in said) {
      const seen = said.ask.filter((what) => this.#sees(what));
      if (seen.length > 0) this.#channel?.postMessage({ seen } satisfies Said);
    } else {
      for (const answers of this.#answers) for (const what of said.seen) answers.add(what);
    }
  }
}
