import assert from "node:assert/strict";
import { test } from "node:test";
import {
  withConversations,
  withMessages,
  withReadUpTo,
  withReceipt,
  withThread,
  withUnread,
} from "../src/core/changes.ts";
import { outgoing, said } from "../src/core/outgoing.ts";
import { EMPTY, threadOf } from "../src/core/state.ts";
import { conversation, message, nurse } from "./samples.ts";

test("a receipt that overtakes its message is remembered until the message comes", () => {
  const early = withReceipt(EMPTY, "c1", { deliveredSeq: 4, readSeq: 4 });
  const state = withMessages(early, "c1", [message(4, { sender: nurse, status: "sent" })]);
  assert.equal(threadOf(state, "c1").messages[0]?.status, "read");
});

test("a push of one's own message takes it out of those on their way", () => {
  const waiting = withThread(EMPTY, "c1", {
    outgoing: [outgoing("name-3", said("text 3"), "2026-05-04T09:03:00Z")],
  });
  const state = withMessages(waiting, "c1", [message(3, { sender: nurse, status: "sent" })]);
  assert.deepEqual(threadOf(state, "c1").outgoing, []);
});

test("reading to the end empties the row and lowers the badge by as much", () => {
  const before = withUnread(
    withConversations(EMPTY, [conversation({ readSeq: 7, unreadCount: 3 })]),
    { messages: 5, conversations: 2 },
    "2026-05-04T10:00:00.000Z",
  );
  const after = withReadUpTo(before, "c1", 10, "nurse");
  assert.equal(after.conversations.get("c1")?.unreadCount, 0);
  assert.deepEqual(after.unread, { messages: 2, conversations: 1, caseMessages: 0, needsReply: 0 });
});

test("reading half way leaves what others wrote after it", () => {
  const listed = withConversations(EMPTY, [conversation({ readSeq: 7, unreadCount: 3 })]);
  const loaded = withMessages(
    listed,
    "c1",
    [8, 9, 10].map((seq) => message(seq)),
  );
  const after = withReadUpTo(loaded, "c1", 8, "nurse");
  assert.equal(after.conversations.get("c1")?.unreadCount, 2);
});

test("the marker never moves back", () => {
  const state = withConversations(EMPTY, [conversation()]);
  assert.equal(withReadUpTo(state, "c1", 3, "nurse"), state);
});

test("a count that was made earlier does not replace a later one", () => {
  const later = withUnread(EMPTY, { messages: 1, conversations: 1 }, "2026-05-04T10:00:00.002Z");
  const state = withUnread(later, { messages: 9, conversations: 9 }, "2026-05-04T10:00:00.001Z");
  assert.equal(state.unread.messages, 1);
});
