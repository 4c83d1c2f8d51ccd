import { withConversations } from "./changes.ts";
import type { Chat } from "./chat.ts";
import { nextFilled } from "./pages.ts";
import type { List } from "./state.ts";

/** What a search has brought so far: ids in the order of the server, best first. */
export interface Found extends Pick<List, "phase" | "next" | "isLoadingMore"> {
  readonly words: string;
  readonly ids: readonly string[];
}

/** Searches everything that this person may see. An answer to words that have changed meanwhile is never shown. */
export class Search {
  found: Found = { words: "", ids: [], phase: "loading", next: null, isLoadingMore: false };
  readonly #chat: Chat;
  readonly #tell: () => void;
  #asking = new AbortController();

  constructor(chat: Chat, tell: () => void) {
    this.#chat = chat;
    this.#tell = tell;
  }

  /** What was found for the words before stays until the answer has come, so that nothing flickers. */
  async ask(words: string): Promise<void> {
    this.stop();
    this.#change({ words, phase: "loading", next: null, isLoadingMore: false });
    await this.#fetch(null, []);
  }

  async more(): Promise<void> {
    const { next, ids, isLoadingMore } = this.found;
    if (next === null || isLoadingMore) return;
    this.#change({ isLoadingMore: true });
    await this.#fetch(next, ids);
  }

  stop(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  async #fetch(cursor: string | null, before: readonly string[]): Promise<void> {
    const { signal } = this.#asking;
    try {
      const ask = { filter: "all", q: this.found.words } as const;
      const { items, next } = await nextFilled(
        (from) => this.#chat.api.conversations({ ...ask, cursor: from }, signal),
        cursor,
      );
      if (signal.aborted) return;
      this.#chat.store.change((state) => withConversations(state, items));
      const ids = new Set([...before, ...items.map(({ id }) => id)]);
      this.#change({ ids: [...ids], next, phase: "ready", isLoadingMore: false });
    } catch (error) {
      if (signal.aborted) return;
      this.#change({ ids: before, phase: before.length ? "ready" : "failed", isLoadingMore: false });
      throw error;
    }
  }

  #change(change: Partial<Found>): void {
    this.found = { ...this.found, ...change };
    this.#tell();
  }
}
