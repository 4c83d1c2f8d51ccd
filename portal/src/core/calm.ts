const CALM_MS = 500;
const LONGEST_MS = 3_000;

/**
 * Runs `work` a little after it was last wanted, and in a storm of wishes every few seconds all the same; one run at a
 * time. A failure is the business of `work`.
 */
export class Calm {
  readonly #work: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wantedSince: number | null = null;
  #isRunning = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  want(): void {
    const now = Date.now();
    this.#wantedSince ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), Math.min(CALM_MS, this.#wantedSince + LONGEST_MS - now));
  }

  async run(): Promise<void> {
    this.stop();
    if (this.#isRunning) return this.want();
    this.#isRunning = true;
    await this.#work().finally(() => (this.#isRunning = false));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#wantedSince = null;
  }
}
