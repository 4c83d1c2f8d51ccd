import assert from "node:assert/strict";
import { test } from "node:test";
import {
  afterwards,
  contentOf,
  correcting,
  isWorthSending,
  withWords,
  wordsOf,
} from "../src/core/drafting.ts";
import { isEmpty, NO_DRAFT } from "../src/core/drafts.ts";
import type { Attachment } from "../src/core/shapes.ts";
import { message } from "./samples.ts";

const waiting = withWords(NO_DRAFT, "Half a sentence");

test("a correction begins with the words as they are and leaves the message that waits alone", () => {
  const begun = correcting(waiting, message(3));
  assert.equal(wordsOf(begun), "text 3");
  assert.equal(begun.text, "Half a sentence");
  assert.equal(withWords(begun, "better").text, "Half a sentence");
});

test("after a correction, sent or given up, the message that waited is there again", () => {
  assert.deepEqual(afterwards(correcting(waiting, message(3))), waiting);
});

test("after a message has been sent nothing remains", () => assert.ok(isEmpty(afterwards(waiting))));

test("a correction that has lost its words is still one", () => {
  assert.ok(!isEmpty(withWords(correcting(NO_DRAFT, message(3)), "")));
});

test("only words that say something new are worth sending", () => {
  assert.ok(isWorthSending(waiting));
  assert.ok(!isWorthSending(withWords(NO_DRAFT, " \n ")));
  const begun = correcting(NO_DRAFT, message(3));
  assert.ok(!isWorthSending(begun));
  assert.ok(!isWorthSending(withWords(begun, "text 3 ")));
  assert.ok(isWorthSending(withWords(begun, "better")));
});

const file: Attachment = {
  id: "f",
  fileName: "scan.pdf",
  contentType: "application/pdf",
  size: 1,
  state: "ready",
  hasPreview: true,
};

test("what puts a sensitive message right is sensitive too", () => {
  const begun = correcting(NO_DRAFT, message(3, { sensitive: true }));
  assert.deepEqual(contentOf(begun), { text: "text 3", correctionOf: 3, sensitive: true });
  assert.ok(!contentOf(afterwards(begun)).sensitive);
});

test("a file is worth sending without words, once it is ready", () => {
  assert.ok(isWorthSending({ ...NO_DRAFT, attachments: [file] }));
  assert.ok(!isWorthSending({ ...waiting, attachments: [{ ...file, state: "checking" }] }));
});

test("a correction brings its words along and leaves the files with the message that waits", () => {
  const begun = correcting({ ...waiting, attachments: [file], sensitive: true }, message(3));
  assert.deepEqual(contentOf(begun), { text: "text 3", correctionOf: 3 });
  assert.deepEqual(contentOf(afterwards(begun)).attachments, [file]);
  assert.ok(contentOf(afterwards(begun)).sensitive);
});
