import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, columnAt, dayInShort, dayInWords, partOfDay, scaleTop, totalOf } from "../src/core/days.ts";

const days = (...counts: number[]) =>
  counts.map((messages, index) => ({ date: `2026-11-${String(index + 1).padStart(2, "0")}`, messages }));
const clock = (timeZone: string, now: string) => ({ locale: "en-GB", timeZone, now: () => new Date(now) });

test("the scale ends at a round, even number that no day exceeds", () => {
  const tops = [0, 1, 2, 3, 7, 9, 11, 19, 21, 150, 401, 999, 1001].map((most) => scaleTop(days(most, 0)));
  assert.deepEqual(tops, [2, 2, 2, 4, 8, 10, 20, 20, 40, 200, 600, 1000, 2000]);
});

test("bars stand on the ground, as tall as their day, and never leave the field", () => {
  const [none, half, full] = barsOf(days(0, 5, 10), 300, 100);
  assert.equal(none!.height, 0);
  assert.deepEqual([half!.y, half!.height], [50, 50]);
  assert.deepEqual([full!.y, full!.height], [0, 100]);
  assert.ok(full!.x + full!.width <= 300);
});

test("a single message among thousands can still be seen", () => {
  const [one] = barsOf(days(1, 10_000), 300, 100);
  assert.ok(one!.height >= 2);
});

test("no days make no bars", () => assert.deepEqual(barsOf([], 300, 100), []));

test("a point belongs to the column under it, also at the edges and beyond", () => {
  assert.deepEqual(
    [-5, 0, 99, 100, 299, 300, 900].map((x) => columnAt(x, 300, 3)),
    [0, 0, 0, 1, 2, 2, 2],
  );
});

test("the total is the sum of the days", () => assert.equal(totalOf(days(1, 2, 3)), 6));

test("a calendar day keeps its name in every zone", () => {
  const far = clock("Pacific/Honolulu", "2026-11-21T05:00:00Z");
  assert.equal(dayInWords(far, "2026-11-21"), "Saturday 21 November");
  assert.equal(dayInShort(far, "2026-11-21"), "21 Nov");
});

test("the greeting follows the reader's own clock", () => {
  const now = "2026-11-21T10:30:00Z";
  assert.equal(partOfDay(clock("Europe/London", now)), "morning");
  assert.equal(partOfDay(clock("Asia/Kolkata", now)), "afternoon");
  assert.equal(partOfDay(clock("Pacific/Auckland", now)), "evening");
});
