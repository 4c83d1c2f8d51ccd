/** Who else is in a meeting: those who left are gone, those whose connection broke may come back. */
export class OthersHere {
  readonly #self: string;
  readonly #known = new Map<string, "here" | "lost">();

  constructor(self: string) {
    this.#self = self;
  }

  /** A share of content goes under the name of whoever shares, with an ending. */
  isSelf(id: string): boolean {
    return id.split("#")[0] === this.#self;
  }

  change(id: string, to: "here" | "lost" | "gone"): void {
    if (this.isSelf(id)) return;
    if (to === "gone") this.#known.delete(id);
    else this.#known.set(id, to);
  }

  get areHere(): boolean {
    return [...this.#known.values()].includes("here");
  }

  get haveLeft(): boolean {
    return this.#known.size === 0;
  }
}
