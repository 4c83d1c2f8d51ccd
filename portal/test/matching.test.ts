import assert from "node:assert/strict";
import { test } from "node:test";
import { markedParts, searchWords } from "../src/core/matching.ts";

/** The text with what is marked in brackets. */
function marked(text: string, search: string): string {
  return markedParts(text, search)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join("");
}

test("the beginnings of words are marked, wherever they stand", () => {
  assert.equal(marked("Blood pressure tablets", "pres blo"), "[Blo]od [pres]sure tablets");
  assert.equal(marked("Blood pressure", "lood"), "Blood pressure");
});

test("case and accents make no difference, and stay as they were written", () => {
  assert.equal(marked("Bo Núñez Stone", "NUN"), "Bo [Núñ]ez Stone");
  assert.equal(marked("Bo Nu\u0301n\u0303ez", "núñe"), "Bo [Nu\u0301n\u0303e]z");
});

test("ids are words too, whatever separates their parts", () => {
  assert.equal(marked("P-1042", "10"), "P-[10]42");
  assert.equal(marked("P-1042", "p-1042"), "[P]-[1042]");
});

test("of several words that fit the longest is marked", () => {
  assert.equal(marked("Medication", "me medic"), "[Medic]ation");
});

test("nothing is lost where nothing is marked", () => {
  assert.equal(marked("Sleep 🌙 diary", ""), "Sleep 🌙 diary");
  assert.equal(marked("", "a"), "");
});

test("words are what stands between all that is neither letter nor number", () => {
  assert.deepEqual(searchWords(" P-1042, Núñez_Stone "), ["p", "1042", "nunez", "stone"]);
});
