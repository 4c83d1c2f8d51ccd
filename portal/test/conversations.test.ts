import assert from "node:assert/strict";
import { test } from "node:test";
import { compareInInbox, mergeConversation, missingFromFirstPage } from "../src/core/conversations.ts";
import { conversation } from "./samples.ts";

test("a page that is older than a push changes nothing", () => {
  const pushed = conversation({ lastSeq: 12, revision: 12, unreadCount: 2, topic: "newer" });
  const page = conversation({ lastSeq: 11, revision: 11, unreadCount: 1, topic: "older" });
  const merged = mergeConversation(pushed, page);
  assert.equal(merged.topic, "newer");
  assert.equal(merged.unreadCount, 2);
});

test("a push that comes late does not bring back who waited before", () => {
  const waiting = { since: "2026-05-04T09:10:00.000Z", claimedBy: null };
  const done = conversation({ revision: 12, needsReply: null });
  const late = conversation({ revision: 11, needsReply: waiting });
  assert.equal(mergeConversation(done, late).needsReply, null);
  assert.equal(mergeConversation(late, done).needsReply, null);
});

test("how the reader alone marked it is what the view with the larger revision of their seat says", () => {
  const pinned = conversation({ pinned: true, seatRevision: 4 });
  const late = conversation({ revision: 11, topic: "newer" });
  for (const merged of [mergeConversation(pinned, late), mergeConversation(late, pinned)]) {
    assert.ok(merged.pinned);
    assert.equal(merged.topic, "newer");
  }
  assert.ok(
    mergeConversation(conversation(), conversation({ pinned: true })).pinned,
    "of one revision the later view",
  );
});

test("a push that was made before the reader read on counts only what came after", () => {
  const read = conversation({ lastSeq: 10, readSeq: 10, unreadCount: 0 });
  const merged = mergeConversation(
    read,
    conversation({ lastSeq: 11, revision: 11, readSeq: 5, unreadCount: 6 }),
  );
  assert.equal(merged.readSeq, 10);
  assert.equal(merged.unreadCount, 1);
});

test("pinned conversations stand first, then the latest activity", () => {
  const old = conversation({ id: "old", lastActivityAt: "2026-01-01T00:00:00.000Z" });
  const late = conversation({ id: "late", lastActivityAt: "2026-05-05T00:00:00.000Z" });
  const pinned = conversation({ id: "pinned", pinned: true, lastActivityAt: "2025-01-01T00:00:00.000Z" });
  const order = [old, late, pinned].sort(compareInInbox).map(({ id }) => id);
  assert.deepEqual(order, ["pinned", "late", "old"]);
});

test("what a fresh first page no longer shows is gone, unless it belongs further down", () => {
  const at = (id: string, day: string) =>
    conversation({ id, lastActivityAt: `2026-05-${day}T00:00:00.000Z` });
  const [first, left, last, below] = [
    at("first", "09"),
    at("left", "08"),
    at("last", "07"),
    at("below", "01"),
  ];
  const missing = missingFromFirstPage([first, left, last, below], [first, last], true);
  assert.deepEqual(missing, ["left"]);
});
