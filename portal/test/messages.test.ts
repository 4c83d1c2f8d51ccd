import assert from "node:assert/strict";
import { test } from "node:test";
import {
  completeUpTo,
  isWithoutWords,
  mergeMessages,
  readableUpTo,
  withReceipts,
} from "../src/core/messages.ts";
import { message, nurse, seqs } from "./samples.ts";

test("messages end in order and once each, however they came", () => {
  const arrivals = [[5, 3], [1, 2, 3], [5], [4], [2, 1]].map((some) => some.map((seq) => message(seq)));
  const merged = arrivals.reduce(mergeMessages, []);
  assert.deepEqual(seqs([...merged]), [1, 2, 3, 4, 5]);
});

test("a page that is older than a receipt does not set a message back", () => {
  const merged = mergeMessages([message(1, { status: "read" })], [message(1, { status: "sent" })]);
  assert.equal(merged[0]?.status, "read");
});

test("a push without words does not take known words away", () => {
  const merged = mergeMessages([message(1)], [message(1, { text: null })]);
  assert.equal(merged[0]?.text, "text 1");
});

test("a message that has become locked loses its words", () => {
  const merged = mergeMessages([message(1)], [message(1, { text: null, locked: true })]);
  assert.equal(merged[0]?.text, null);
});

test("only a text that is not locked counts as being without its words", () => {
  assert.ok(isWithoutWords(message(1, { text: null })));
  assert.ok(!isWithoutWords(message(1, { text: null, locked: true })));
  assert.ok(!isWithoutWords(message(1, { text: null, type: "system" })));
});

test("a receipt reaches one's own messages up to its number and nobody else's", () => {
  const mine = { sender: nurse, status: "sent" } as const;
  const messages = [message(1, mine), message(2), message(3, mine), message(4, mine)];
  const statuses = withReceipts(messages, { deliveredSeq: 3, readSeq: 1 }).map(({ status }) => status);
  assert.deepEqual(statuses, ["read", null, "delivered", "sent"]);
});

test("a hole shows where catching up must begin", () => {
  assert.equal(completeUpTo([]), 0);
  assert.equal(completeUpTo([7, 8, 9].map((seq) => message(seq))), 9);
  assert.equal(completeUpTo([7, 8, 10, 11].map((seq) => message(seq))), 8);
});

test("where a record was restored numbers are left out, and nothing is missing", () => {
  const restored = message(900, { type: "system", system: { act: "restored", person: null } });
  assert.equal(completeUpTo([message(7), message(8), restored, message(901)]), 901);
  assert.equal(completeUpTo([message(7), restored, message(903)]), 900);
});

test("nothing past a hole, or past words that have not come, can have been read", () => {
  assert.equal(readableUpTo([]), 0);
  assert.equal(readableUpTo([7, 8, 10].map((seq) => message(seq))), 8);
  assert.equal(readableUpTo([message(7), message(8, { text: null }), message(9)]), 7);
  assert.equal(readableUpTo([message(7), message(8, { text: null, locked: true })]), 8);
});
