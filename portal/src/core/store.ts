import { EMPTY, type ChatState } from "./state.ts";

/** Holds the one state and tells its listeners of each change. */
export class Store {
  state: ChatState = EMPTY;
  readonly #listeners = new Set<() => void>();

  change(next: (state: ChatState) => ChatState): void {
    const before = this.state;
    this.state = next(before);
    if (this.state !== before) for (const tell of this.#listeners) tell();
  }

  /** Returns the function that ends the subscription. */
  subscribe(tell: () => void): () => void {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  }
}
