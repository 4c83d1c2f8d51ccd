/**
 * What is on its way into the browser's database, written down at once: a page that is left in the middle of a write
 * takes the write back, but not this. In `sessionStorage`, under the person's id, until the database has it.
 */
export interface Copies {
  put(key: readonly string[], value: unknown): void;
  /** Removes the copy, unless something newer has been put in its place. */
  drop(key: readonly string[], value: unknown): void;
  /** What an earlier visit to this page has left. */
  left(): readonly Copy[];
  clear(): void;
}

export interface Copy {
  readonly key: readonly string[];
  /** null: what was there is to be removed. */
  readonly value: unknown;
}

const PREFIX = "clinic-messaging.copy.";

export function copiesIn(storage: Storage, personId: string): Copies {
  const prefix = `${PREFIX}${JSON.stringify(personId)}`;
  const nameOf = (key: readonly string[]) => prefix + JSON.stringify(key);
  const names = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index)!).filter((name) =>
      name.startsWith(prefix),
    );
  return {
    put(key, value) {
      try {
        storage.setItem(nameOf(key), asText(value));
      } catch {
        // Full: the database alone must do, and what was put before must not come back in its stead.
        storage.removeItem(nameOf(key));
      }
    },
    drop(key, value) {
      if (storage.getItem(nameOf(key)) === asText(value)) storage.removeItem(nameOf(key));
    },
    left: () =>
      names().map((name) => ({
        key: JSON.parse(name.slice(prefix.length)) as string[],
        value: JSON.parse(storage.getItem(name)!) as unknown,
      })),
    clear: () => names().forEach((name) => storage.removeItem(name)),
  };
}

function asText(value: unknown): string {
  return JSON.stringify(value ?? null);
}
