import assert from "node:assert/strict";
import { test } from "node:test";
import { correctionsAmong, quoted } from "../src/core/corrections.ts";
import { message } from "./samples.ts";

const corrections = correctionsAmong([
  message(5),
  message(6, { correctionOf: 5 }),
  message(7, { correctionOf: 5 }),
]);

test("a correction leads to what it corrects, and that to its latest correction", () => {
  assert.deepEqual(corrections.originalOf(5), { seq: 5, text: "text 5" });
  assert.equal(corrections.correctionOf(5), 7);
});

test("what is not a correction leads nowhere", () => {
  assert.equal(corrections.originalOf(null), null);
  assert.equal(corrections.correctionOf(7), null);
});

test("a correction of what has not been loaded leads there without its words", () => {
  assert.deepEqual(corrections.originalOf(2), { seq: 2, text: null });
});

test("a quotation stands on one line and is cut by letters, not in the middle of one", () => {
  assert.equal(quoted(" two\nlines "), "two lines");
  assert.equal(quoted("👍".repeat(200)), `${"👍".repeat(119)}…`);
});
