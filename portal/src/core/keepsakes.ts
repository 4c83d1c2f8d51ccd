import type { Outgoing } from "./outgoing.ts";

/** What one person has written and not sent, kept in this browser until it is sent or they sign out. */
export interface Keepsakes {
  draft(conversationId: string): Promise<string>;
  keepDraft(conversationId: string, text: string): Promise<void>;
  outboxes(): Promise<readonly (readonly [conversationId: string, queue: readonly Outgoing[]])[]>;
  keepOutbox(conversationId: string, queue: readonly Outgoing[]): Promise<void>;
  wipe(): Promise<void>;
}

const NAME = "clinic-messaging";
const STORES = ["drafts", "outboxes"];

/** In IndexedDB, under the person's id: two people who share a browser never see each other's words. */
export async function openKeepsakes(personId: string): Promise<Keepsakes> {
  const database = await openDatabase();
  const key = (conversationId: string) => [personId, conversationId];
  const ofPerson = IDBKeyRange.bound([personId], [personId, []]);

  async function keep(
    store: string,
    conversationId: string,
    value: unknown,
    isEmpty: boolean,
  ): Promise<void> {
    const writable = database.transaction(store, "readwrite").objectStore(store);
    if (isEmpty) await settled(writable.delete(key(conversationId)));
    else await settled(writable.put(value, key(conversationId)));
  }
  const readable = (store: string) => database.transaction(store).objectStore(store);

  return {
    draft: async (id) => (await settled<string | undefined>(readable("drafts").get(key(id)))) ?? "",
    keepDraft: (id, text) => keep("drafts", id, text, text === ""),
    keepOutbox: (id, queue) => keep("outboxes", id, queue, queue.length === 0),
    async outboxes() {
      const store = readable("outboxes");
      const [keys, queues] = await Promise.all([
        settled(store.getAllKeys(ofPerson)),
        settled<Outgoing[][]>(store.getAll(ofPerson)),
      ]);
      return keys.map((each, index) => [(each as string[])[1]!, queues[index]!] as const);
    },
    async wipe() {
      for (const store of STORES) {
        await settled(database.transaction(store, "readwrite").objectStore(store).delete(ofPerson));
      }
    },
  };
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  return settled(request);
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's database failed."));
  });
}
