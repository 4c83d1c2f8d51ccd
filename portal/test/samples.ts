import type { Api } from "../src/core/api.ts";
import type { Chat } from "../src/core/chat.ts";
import type { Keepsakes } from "../src/core/keepsakes.ts";
import type { Conversation, Message, Person } from "../src/core/shapes.ts";
import { Store } from "../src/core/store.ts";

export const nurse: Person = { id: "nurse", role: "provider", name: "Amara Osei", initials: "AO" };
export const patient: Person = { id: "patient", role: "patient", name: "Maria Gonzalez", initials: "MG" };

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
    correctionOf: null,
    status: null,
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
    lastMessage: null,
    unreadCount: 0,
    readSeq: 10,
    pinned: false,
    muted: false,
    needsReply: null,
    canReply: true,
    reason: null,
    ...change,
  };
}

export const seqs = (messages: readonly Message[]): number[] => messages.map(({ seq }) => seq);

const nothing = async () => undefined;
const forgetful: Keepsakes = {
  draft: async () => "",
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
    underway: new Map(),
    markers: new Map(),
    onSignedOut: () => undefined,
  };
}
