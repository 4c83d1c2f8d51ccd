import assert from "node:assert/strict";
import { test } from "node:test";
import { linkOf, FAILED_AFTER_MS } from "../src/calls/link-state.ts";
import { meaningOf, mustIgnore, signalFor, type Hello } from "../src/calls/signals.ts";

const hello = (change: Partial<Hello> = {}): Hello => ({
  kind: "hello",
  from: "new",
  since: 100,
  isNew: false,
  ...change,
});

test("a window hears what is meant for all and for itself, and nothing else", () => {
  const said = { kind: "bye", from: "other", reason: "left" };
  assert.deepEqual(signalFor("me", said), said);
  assert.deepEqual(signalFor("me", { ...said, to: "me" }), { ...said, to: "me" });
  assert.equal(signalFor("me", { ...said, to: "another" }), null);
});

test("what is not understood is passed over", () => {
  const nonsense = [
    {},
    { kind: "bye", reason: "left" },
    { kind: "bye", from: "other", reason: "bored" },
    { kind: "toString", from: "other" },
    { kind: "hello", from: "other", since: "noon", isNew: true },
    { kind: "description", from: "other", description: null },
    { kind: "candidates", from: "other", candidates: ["a"] },
  ];
  for (const said of nonsense) assert.equal(signalFor("me", said), null, JSON.stringify(said));
});

test("the window that came last has the call, whatever its clock says when it comes", () => {
  const current = { id: "old", since: 500 };
  assert.equal(meaningOf(null, hello()), "turn");
  assert.equal(meaningOf(current, hello({ from: "old" })), "same");
  assert.equal(meaningOf(current, hello({ isNew: true })), "turn");
  assert.equal(meaningOf(current, hello({ since: 501 })), "turn");
  assert.equal(meaningOf(current, hello({ since: 499 })), "elsewhere");
});

test("of two offers at once the polite side takes the other's, the impolite one goes on with its own", () => {
  const during = { isOffering: true, isAnswerPending: false, signalingState: "have-local-offer" } as const;
  assert.equal(mustIgnore("offer", { ...during, isPolite: false }), true);
  assert.equal(mustIgnore("offer", { ...during, isPolite: true }), false);
  assert.equal(mustIgnore("answer", { ...during, isPolite: false }), false);
});

test("an offer between two negotiations is heard by both, also while an answer is being taken in", () => {
  const idle = { isOffering: false, isAnswerPending: false, signalingState: "stable" } as const;
  const taking = { isOffering: false, isAnswerPending: true, signalingState: "have-local-offer" } as const;
  for (const isPolite of [true, false]) {
    assert.equal(mustIgnore("offer", { ...idle, isPolite }), false);
    assert.equal(mustIgnore("offer", { ...taking, isPolite }), false);
  }
});

test("a call that was lost looks for its way, and says after twenty seconds that somebody should do something", () => {
  const way = { hasPeer: true, isConnected: false, wasConnected: true, lostAt: 1_000 };
  assert.equal(linkOf({ ...way, isConnected: true }, 1_000), "live");
  assert.equal(linkOf(way, 1_000 + FAILED_AFTER_MS - 1), "reconnecting");
  assert.equal(linkOf(way, 1_000 + FAILED_AFTER_MS), "failed");
  assert.equal(linkOf({ ...way, wasConnected: false }, 2_000), "connecting");
});

test("waiting for somebody who has not come is no failure, however long it takes", () => {
  const way = { hasPeer: false, isConnected: false, wasConnected: false, lostAt: 0 };
  assert.equal(linkOf(way, 3_600_000), "connecting");
});
