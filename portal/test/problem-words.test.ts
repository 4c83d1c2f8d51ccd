import assert from "node:assert/strict";
import { test } from "node:test";
import { refusalInWords } from "../src/core/problem-words.ts";

test("a code has words of the page’s language, and one that is not known says as much as can be said", () => {
  assert.match(refusalInWords("CALL_ENDED"), /^This visit has ended/);
  assert.equal(refusalInWords("NEW_ONE"), refusalInWords());
  assert.notEqual(refusalInWords("NEW_ONE"), refusalInWords("INVALID"));
});
