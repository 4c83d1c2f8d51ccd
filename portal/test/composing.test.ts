import assert from "node:assert/strict";
import { test } from "node:test";
import { isSendKey, lengthOf } from "../src/core/composing.ts";

const enter = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };

test("Enter sends", () => assert.ok(isSendKey(enter, false)));

test("Shift and Enter makes a new line", () => assert.ok(!isSendKey({ ...enter, shiftKey: true }, false)));

test("Enter on a touch keyboard makes a new line", () => assert.ok(!isSendKey(enter, true)));

test("Enter that ends an input method's word does not send", () => {
  assert.ok(!isSendKey({ ...enter, isComposing: true }, false));
  assert.ok(!isSendKey({ ...enter, keyCode: 229 }, false));
});

test("length is counted as the server counts it", () => assert.equal(lengthOf("né👍"), 3));
