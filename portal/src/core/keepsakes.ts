import { byConversation, type Outgoing } from "./outgoing.ts";

/** What one person has written and not sent, kept in this browser until it is sent or they sign out. */
export interface Keepsakes {
  draft(conversationId: string): Promise<string>;
  keepDraft(conversationId: string, text: string): Promise<void>;
  outboxes(): Promise<readonly (readonly [conversationId: string, queue: readonly Outgoing[]])[]>;
  /** Each entry by itself: two tabs that write in one conversation leave each other's alone. */
  keepOutgoing(conversationId: string, entry: Outgoing): Promise<void>;
  dropOutgoing(conversationId: string, clientMessageId: string): Promise<void>;
  /** Removes everything of this person. Nothing can be kept from then on. */
  wipe(): Promise<void>;
}

const NAME = "clinic-messaging";
const VERSION = 2;
const STORES = ["drafts", "outgoing"];

/** In IndexedDB, under the person's id: two people who share a browser never see each other's words. */
export async function openKeepsakes(personId: string): Promise<Keepsakes> {
  const database = await openDatabase();
  const ofPerson = IDBKeyRange.bound([personId], [personId, []]);
  let isWiped = false;

  /** Without a value, removes what is there. */
  async function keep(store: string, key: readonly string[], value?: unknown): Promise<void> {
    if (isWiped) return;
    const writable = database.transaction(store, "readwrite").objectStore(store);
    const at = [personId, ...key];
    if (value === undefined) await settled(writable.delete(at));
    else await settled(writable.put(value, at));
  }
  const readable = (store: string) => database.transaction(store).objectStore(store);

  return {
    draft: async (id) => (await settled<string | undefined>(readable("drafts").get([personId, id]))) ?? "",
    keepDraft: (id, text) => keep("drafts", [id], text || undefined),
    keepOutgoing: (id, entry) => keep("outgoing", [id, entry.clientMessageId], entry),
    dropOutgoing: (id, clientMessageId) => keep("outgoing", [id, clientMessageId]),
    async outboxes() {
      const store = readable("outgoing");
      const [keys, entries] = await Promise.all([
        settled(store.getAllKeys(ofPerson)),
        settled<Outgoing[]>(store.getAll(ofPerson)),
      ]);
      return byConversation(keys.map((key, index) => [(key as string[])[1]!, entries[index]!] as const));
    },
    async wipe() {
      isWiped = true;
      const transaction = database.transaction(STORES, "readwrite");
      for (const store of STORES) transaction.objectStore(store).delete(ofPerson);
      await completed(transaction);
    },
  };
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    for (const store of [...request.result.objectStoreNames]) request.result.deleteObjectStore(store);
    for (const store of STORES) request.result.createObjectStore(store);
  };
  const database = await settled(request);
  // A tab with a later release must not have to wait for this one to be closed.
  database.onversionchange = () => database.close();
  return database;
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's database failed."));
  });
}

/** More than settled: a page that is left at once could still take back what has not been completed. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser's database failed."));
  });
}
