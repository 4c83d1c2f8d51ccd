import assert from "node:assert/strict";
import { test } from "node:test";
import { reading } from "../src/core/reading.ts";
import type { Member } from "../src/core/shapes.ts";
import { message, nurse } from "./samples.ts";

const messages = [
  message(4),
  message(5),
  message(6, { sender: nurse }),
  message(7, { type: "system", sender: null }),
];
const upTo = (readSeq: number): Member => ({
  person: nurse,
  joinedAt: "",
  deliveredSeq: 9,
  readSeq,
  online: false,
});

test("who has read the last words of others has read everything", () => {
  assert.equal(reading(upTo(5), messages).kind, "everything");
  assert.equal(reading(upTo(0), []).kind, "everything");
});

test("who has read some is told by the last message that they have read", () => {
  assert.deepEqual(reading(upTo(4), messages), { kind: "some", upTo: messages[0]?.sentAt });
});

test("a last read message that is not loaded has no time", () => {
  assert.deepEqual(reading(upTo(2), messages), { kind: "some", upTo: null });
});

test("who has read nothing is said to have read nothing", () => {
  assert.equal(reading(upTo(0), messages).kind, "nothing");
});
