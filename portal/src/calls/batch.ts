/** Gathers what comes in quick succession, and hands it on together: the server passes few frames a second. */
export class Batch<One> {
  readonly #handOn: (all: readonly One[]) => void;
  readonly #withinMs: number;
  #waiting: One[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handOn: (all: readonly One[]) => void, withinMs: number) {
    this.#handOn = handOn;
    this.#withinMs = withinMs;
  }

  add(one: One): void {
    this.#waiting.push(one);
    this.#timer ??= setTimeout(() => this.flush(), this.#withinMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = this.#waiting;
    this.#waiting = [];
    if (all.length) this.#handOn(all);
  }

  drop(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
