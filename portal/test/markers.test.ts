import assert from "node:assert/strict";
import { test } from "node:test";
import { withConversations, withMarker, withMessages, withUnreadFrom } from "../src/core/changes.ts";
import type { Chat } from "../src/core/chat.ts";
import { applyEvent } from "../src/core/events.ts";
import { markRead } from "../src/core/markers.ts";
import type { Conversation } from "../src/core/shapes.ts";
import { openThread } from "../src/core/threads.ts";
import { chatOver, conversation, message } from "./samples.ts";

const NONE = { messages: 0, conversations: 0 };

/** A window that knows the conversation as read to the end; `truth` is what the server has. */
function windowOn(truth: () => Conversation): { chat: Chat; asked: () => number } {
  let asked = 0;
  const chat = chatOver({
    conversation: async () => (asked++, truth()),
    read: async () => NONE,
    messages: async () => ({ items: [9, 10].map((seq) => message(seq)), next: null }),
  });
  chat.store.change((state) => withConversations(state, [conversation()]));
  return { chat, asked: () => asked };
}

function unreadUpdated(chat: Chat, readSeq: number, unreadCount: number, time: string): Promise<void> {
  const data = { ...NONE, conversationId: "c1", lastSeq: 10, readSeq, unreadCount };
  return applyEvent(chat, { id: time, event: "unread.updated", time, data });
}

const marker = (chat: Chat) => {
  const { readSeq, unreadCount } = chat.store.state.conversations.get("c1")!;
  return [readSeq, unreadCount];
};

test("a marker that another window has put back is followed once the server confirms it", async () => {
  const { chat } = windowOn(() => conversation({ readSeq: 9, unreadCount: 1 }));
  await unreadUpdated(chat, 9, 1, "2026-05-04T10:00:00.000Z");
  assert.deepEqual(marker(chat), [9, 1]);
});

test("an event that tells of the marker before it moved on changes nothing", async () => {
  const { chat } = windowOn(() => conversation());
  await unreadUpdated(chat, 8, 2, "2026-05-04T10:00:00.000Z");
  assert.deepEqual(marker(chat), [10, 0]);
});

test("an event that was made before another one that was heard is not even asked about", async () => {
  const { chat, asked } = windowOn(() => conversation());
  await unreadUpdated(chat, 10, 0, "2026-05-04T10:00:00.002Z");
  await unreadUpdated(chat, 8, 2, "2026-05-04T10:00:00.001Z");
  assert.equal(asked(), 0);
  assert.deepEqual(marker(chat), [10, 0]);
});

test("a count that was made before the last message takes none away", async () => {
  const { chat } = windowOn(() => conversation());
  const now = conversation({ lastSeq: 11, revision: 11, unreadCount: 1 });
  chat.store.change((state) => withConversations(state, [now]));
  await unreadUpdated(chat, 10, 0, "2026-05-04T10:00:00.000Z");
  assert.deepEqual(chat.store.state.conversations.get("c1"), now);
});

test("a marker of one's own that is on its way is not overruled", async () => {
  const { chat, asked } = windowOn(() => conversation({ readSeq: 5, unreadCount: 5 }));
  chat.markers.set("c1", 10);
  await unreadUpdated(chat, 5, 5, "2026-05-04T10:00:00.000Z");
  assert.equal(asked(), 0);
  assert.deepEqual(marker(chat), [10, 0]);
});

test("what was put back stays unread, whatever older pages and pushes say", () => {
  const { chat } = windowOn(() => conversation());
  chat.store.change((state) => withUnreadFrom(state, "c1", 10, "nurse"));
  assert.deepEqual(marker(chat), [9, 1]);
  chat.store.change((state) => withConversations(state, [conversation()]));
  assert.deepEqual(marker(chat), [9, 1]);
});

test("a thread that is kept unread is not read by standing open, but by a new message or by being opened", async () => {
  const { chat } = windowOn(() => conversation({ readSeq: 9, unreadCount: 1 }));
  chat.store.change((state) =>
    withMessages(
      state,
      "c1",
      [9, 10].map((seq) => message(seq)),
    ),
  );
  chat.store.change((state) => withUnreadFrom(state, "c1", 10, "nurse"));
  await markRead(chat, "c1", 10);
  assert.deepEqual(marker(chat), [9, 1]);
  await openThread(chat, "c1");
  await markRead(chat, "c1", 10);
  assert.deepEqual(marker(chat), [10, 0]);
});

test("reading elsewhere ends being kept unread", () => {
  const { chat } = windowOn(() => conversation());
  chat.store.change((state) => withUnreadFrom(state, "c1", 10, "nurse"));
  chat.store.change((state) => withMarker(state, conversation()));
  assert.equal(chat.store.state.keptUnread.size, 0);
  assert.deepEqual(marker(chat), [10, 0]);
});
