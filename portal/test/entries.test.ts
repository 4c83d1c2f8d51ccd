import assert from "node:assert/strict";
import { test } from "node:test";
import { threadEntries, type ThreadContent } from "../src/core/entries.ts";
import { outgoing, said } from "../src/core/outgoing.ts";
import { message, nurse } from "./samples.ts";

const dayOf = (iso: string) => iso.slice(0, 10);
const entries = (content: Partial<ThreadContent>) =>
  threadEntries({ messages: [], outgoing: [], lineAfter: null, ...content }, "nurse", dayOf);
const kinds = (content: Partial<ThreadContent>) => entries(content).map(({ kind }) => kind);

test("each day begins with its date", () => {
  const messages = [message(1), message(2, { sentAt: "2026-05-05T08:00:00.000Z" })];
  assert.deepEqual(kinds({ messages }), ["day", "message", "day", "message"]);
});

test("the unread line stands before the first message after the marker", () => {
  const messages = [1, 2, 3].map((seq) => message(seq));
  assert.deepEqual(kinds({ messages, lineAfter: 1 }), ["day", "message", "line", "message", "message"]);
  assert.ok(!kinds({ messages, lineAfter: 3 }).includes("line"));
});

test("one sender's messages stand together until another writes or time passes", () => {
  const messages = [
    message(1),
    message(2),
    message(3, { sender: nurse }),
    message(4, { sender: nurse, sentAt: "2026-05-04T09:30:00.000Z" }),
  ];
  const starts = entries({ messages }).flatMap((one) => (one.kind === "message" ? [one.startsGroup] : []));
  assert.deepEqual(starts, [true, false, true, true]);
});

test("a system entry parts the groups around it", () => {
  const messages = [message(1), message(2, { type: "system", sender: null }), message(3)];
  const starts = entries({ messages }).flatMap((one) => (one.kind === "message" ? [one.startsGroup] : []));
  assert.deepEqual(starts, [true, true]);
});

test("a message keeps its key when it has arrived, so that it does not flicker", () => {
  const waiting = entries({ outgoing: [outgoing("name-1", said("text 1"), "2026-05-04T09:01:00.000Z")] }).at(
    -1,
  );
  const arrived = entries({ messages: [message(1, { sender: nurse })] }).at(-1);
  assert.equal(waiting?.key, arrived?.key);
});

test("the unread line stands before news, not before what nobody or the reader wrote", () => {
  const messages = [
    message(1),
    message(2, { type: "system", sender: null }),
    message(3, { sender: nurse }),
    message(4),
  ];
  const lined = entries({ messages, lineAfter: 1 }).map(({ key }) => key);
  assert.equal(lined[lined.indexOf("line") + 1], "seq 4");
});

test("a correction and what it corrects point at each other", () => {
  const messages = [message(1), message(2, { correctionOf: 1 })];
  const links = entries({ messages }).flatMap((one) => (one.kind === "message" ? [one] : []));
  assert.deepEqual(
    links.map(({ corrects, correctedBy }) => [corrects?.text ?? null, correctedBy]),
    [
      [null, 2],
      ["text 1", null],
    ],
  );
});
