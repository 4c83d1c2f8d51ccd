import type { Api } from "../src/core/api.ts";
import type { Chat } from "../src/core/chat.ts";
import { NO_DRAFT } from "../src/core/drafts.ts";
import type { Keepsakes } from "../src/core/keepsakes.ts";
import type { Attachment, Card, Conversation, Message, Person } from "../src/core/shapes.ts";
import { Store } from "../src/core/store.ts";

export const nurse: Person = { id: "nurse", role: "provider", name: "Amara Osei", initials: "AO" };
export const patient: Person = { id: "patient", role: "patient", name: "Maria Gonzalez", initials: "MG" };

export const appointment: Card = {
  type: "appt",
  id: "a1",
  title: "Cardiología follow-up",
  status: "booked",
  date: "2026-11-21T14:30:00Z",
  url: null,
};
export const invoice: Card = {
  type: "invoice",
  id: "i1",
  title: "Blood test",
  status: "open",
  date: "2026-11-20",
  amount: "1249.90 USD",
  url: null,
};

export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `m${seq}`,
    conversationId: "c1",
    seq,
    clientMessageId: `name-${seq}`,
    type: "text",
    sender: patient,
    sentAt: new Date(Date.UTC(2026, 4, 4, 9, seq)).toISOString(),
    text: `text ${seq}`,
    sensitive: false,
    locked: false,
    card: null,
    attachments: [],
    correctionOf: null,
    status: null,
    ...change,
  };
}

export function attachment(change: Partial<Attachment> = {}): Attachment {
  return {
    id: "f",
    fileName: "scan.pdf",
    contentType: "application/pdf",
    size: 1_000,
    state: "ready",
    hasPreview: true,
    ...change,
  };
}

export function conversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: "c1",
    kind: "topic",
    topic: "Refill",
    patient,
    careTeam: { id: "t1", name: "Medication questions" },
    status: "open",
    createdAt: "2026-05-01T08:00:00.000Z",
    lastActivityAt: "2026-05-04T09:10:00.000Z",
    messageCount: 10,
    lastSeq: 10,
    revision: change.lastSeq ?? 10,
    seatRevision: 3,
    lastMessage: null,
    unreadCount: 0,
    readSeq: 10,
    pinned: false,
    muted: false,
    needsReply: null,
    canReply: true,
    reason: null,
    nextStep: null,
    ...change,
  };
}

export const file: Attachment = {
  id: "f",
  fileName: "scan.pdf",
  contentType: "application/pdf",
  size: 1,
  state: "ready",
  hasPreview: true,
};

export const card: Card = {
  type: "appt",
  id: "a",
  title: "Visit",
  status: "booked",
  date: "2026-11-21",
  url: null,
};

export const seqs = (messages: readonly Message[]): number[] => messages.map(({ seq }) => seq);

const nothing = async () => undefined;
const forgetful: Keepsakes = {
  draft: async () => NO_DRAFT,
  keepDraft: nothing,
  outboxes: async () => [],
  keepOutgoing: nothing,
  dropOutgoing: nothing,
  wipe: nothing,
};

/** The nurse's chat over an API that has only what the test asks of it. */
export function chatOver(api: Partial<Api>, keepsakes: Keepsakes = forgetful): Chat {
  return {
    me: nurse,
    api: api as Api,
    store: new Store(),
    keepsakes,
    say: () => undefined,
    underway: new Map(),
    markers: new Map(),
    heardAt: new Map(),
    onSignedOut: () => undefined,
  };
}

/** What a browser keeps for a tab. */
export function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
