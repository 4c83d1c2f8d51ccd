import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetIdle, idleness, isOver, keepRule, LastActive } from "../src/core/idle.ts";
import { storage } from "./samples.ts";

const MINUTE = 60_000;

test("somebody is warned a minute before their time is over", () => {
  const states = [0, 14 * MINUTE - 1, 14 * MINUTE, 15 * MINUTE - 1, 15 * MINUTE, 20 * MINUTE].map(
    (idle) => idleness(1_000, 1_000 + idle, 15).state,
  );
  assert.deepEqual(states, ["active", "active", "warned", "warned", "over", "over"]);
  assert.deepEqual(idleness(0, 14 * MINUTE + 15_500, 15), { state: "warned", secondsLeft: 45 });
});

test("a clock that was set back logs nobody off", () => {
  assert.equal(idleness(60 * MINUTE, 0, 15).state, "active");
});

test("what somebody does in one tab counts in all of theirs, and in nobody else's", () => {
  const shared = storage();
  const [one, other, foreign] = ["ada", "ada", "bo"].map((id) => new LastActive(id, shared));
  one!.note(1_000);
  other!.note(5_000);
  assert.equal(one!.at, 5_000);
  assert.equal(foreign!.at, 0);
});

test("a page that was left and comes back too late is not shown", () => {
  const [ofTab, shared] = [storage(), storage()];
  assert.ok(!isOver(ofTab, shared, 99 * MINUTE));
  keepRule({ personId: "ada", minutes: 15 }, ofTab);
  new LastActive("ada", shared).note(MINUTE);
  assert.ok(!isOver(ofTab, shared, 15 * MINUTE));
  assert.ok(isOver(ofTab, shared, 16 * MINUTE));
  forgetIdle(ofTab, shared);
  assert.ok(!isOver(ofTab, shared, 16 * MINUTE));
  assert.deepEqual([ofTab.length, shared.length], [0, 0]);
});
