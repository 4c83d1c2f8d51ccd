import assert from "node:assert/strict";
import { test } from "node:test";
import { dayKey, dayTitle, localeFor, shortTime, waitingTime, type Clock } from "../src/core/dates.ts";

const clock: Clock = {
  locale: "en-US",
  timeZone: "America/Chicago",
  now: () => new Date("2026-05-04T15:00:00Z"),
};

test("a row shows the time today, then the weekday, then the date, then the year", () => {
  const shown = [
    "2026-05-04T14:05:00Z",
    "2026-05-03T14:05:00Z",
    "2026-04-30T14:00:00Z",
    "2026-03-02T14:00:00Z",
  ];
  assert.deepEqual(
    shown.map((iso) => shortTime(clock, iso).replace(/\s/g, " ")),
    ["9:05 AM", "Yesterday", "Thu", "Mar 2"],
  );
  assert.equal(shortTime(clock, "2025-03-02T14:00:00Z"), "Mar 2, 2025");
});

test("days are those of the reader's zone", () => {
  assert.equal(dayKey(clock, "2026-05-04T03:00:00Z"), "2026-05-03");
  assert.equal(dayTitle(clock, "2026-05-04T03:00:00Z"), "Yesterday");
  assert.equal(dayTitle(clock, "2026-05-04T14:00:00Z"), "Today");
});

test("a day of another language begins with a capital where it stands alone", () => {
  const spanish = { ...clock, locale: "es-MX" };
  assert.equal(dayTitle(spanish, "2026-05-04T03:00:00Z"), "Ayer");
  assert.equal(dayTitle(spanish, "2026-05-01T15:00:00Z"), "Viernes, 1 de mayo");
});

test("waiting is told in its largest unit", () => {
  const since = [
    "2026-05-04T14:59:50Z",
    "2026-05-04T14:20:00Z",
    "2026-05-04T11:30:00Z",
    "2026-05-01T11:30:00Z",
  ];
  assert.deepEqual(
    since.map((iso) => waitingTime(clock, iso)),
    ["1 min", "40 min", "3 hr", "3 days"],
  );
});

test("the browser's flavour of the page's language is taken", () => {
  assert.equal(localeFor("en", ["de-AT", "en-GB"]), "en-GB");
  assert.equal(localeFor("en", ["de-AT"]), "en");
});
