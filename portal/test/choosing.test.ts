import assert from "node:assert/strict";
import { test } from "node:test";
import { takenByEnter } from "../src/core/choosing.ts";

test("Enter takes the option that the person has moved to", () => {
  assert.equal(takenByEnter(["Ada", "Bob"], 1), "Bob");
});

test("Enter takes the only option there is, and none of several", () => {
  assert.equal(takenByEnter(["Ada"], -1), "Ada");
  assert.equal(takenByEnter(["Ada", "Bob"], -1), null);
});

test("Enter takes nothing while there is no answer, or an empty one", () => {
  assert.equal(takenByEnter(null, -1), null);
  assert.equal(takenByEnter([], -1), null);
});
