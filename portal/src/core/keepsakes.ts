import { copiesIn } from "./copies.ts";
import { isEmpty, NO_DRAFT, type Draft } from "./drafts.ts";
import { byConversation, type Outgoing } from "./outgoing.ts";

/** What one person has written and not sent, kept in this browser until it is sent or they sign out. */
export interface Keepsakes {
  draft(conversationId: string): Promise<Draft>;
  keepDraft(conversationId: string, draft: Draft): Promise<void>;
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
  const copies = copiesIn(sessionStorage, personId);
  let isWiped = false;

  /** Without a value, removes what is there. The copy stands from the first moment until the database has it. */
  async function keep(store: string, key: readonly string[], value?: unknown): Promise<void> {
    if (isWiped) return;
    copies.put([store, ...key], value);
    const transaction = database.transaction(store, "readwrite");
    const at = [personId, ...key];
    if (value === undefined) transaction.objectStore(store).delete(at);
    else transaction.objectStore(store).put(value, at);
    await completed(transaction);
    copies.drop([store, ...key], value);
  }
  await Promise.allSettled(
    copies.left().map(({ key: [store, ...key], value }) => keep(store!, key, value ?? undefined)),
  );
  const readable = (store: string) => database.transaction(store).objectStore(store);

  return {
    draft: async (id) => asDraft(await settled(readable("drafts").get([personId, id]))),
    keepDraft: (id, draft) => keep("drafts", [id], isEmpty(draft) ? undefined : draft),
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
      copies.clear();
      const transaction = database.transaction(STORES, "readwrite");
      for (const store of STORES) transaction.objectStore(store).delete(ofPerson);
      await completed(transaction);
    },
  };
}

/** An earlier release kept less of a draft, the first one the words alone. */
function asDraft(kept: Partial<Draft> | string | undefined): Draft {
  return kept === undefined
    ? NO_DRAFT
    : { ...NO_DRAFT, ...(typeof kept === "string" ? { text: kept } : kept) };
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
