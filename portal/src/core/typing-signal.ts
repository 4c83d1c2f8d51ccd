const REPEAT_AFTER_MS = 3_000;
const SILENT_AFTER_MS = 5_000;

/** Says that somebody is typing: at the first key, again while they go on, and once when they have stopped. */
export class TypingSignal {
  readonly #say: (on: boolean) => void;
  #saidAt: number | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (on: boolean) => void) {
    this.#say = say;
  }

  /** At every change of the words. */
  changed(words: string): void {
    if (words.trim() === "") return this.stop();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.stop(), SILENT_AFTER_MS);
    const now = Date.now();
    if (this.#saidAt !== null && now - this.#saidAt < REPEAT_AFTER_MS) return;
    this.#saidAt = now;
    this.#say(true);
  }

  /** Sent, emptied, or left. */
  stop(): void {
    clearTimeout(this.#silence);
    if (this.#saidAt === null) return;
    this.#saidAt = null;
    this.#say(false);
  }
}
