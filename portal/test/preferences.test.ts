import assert from "node:assert/strict";
import { test } from "node:test";
import {
  detailFor,
  languages,
  timeIn,
  undoing,
  withPreferences,
  zoneCalled,
} from "../src/core/preferences.ts";
import { Problem, Unreachable } from "../src/core/problem.ts";
import { readerOf } from "../src/core/reader.ts";
import { nurse } from "./samples.ts";

const known = {
  chatOptIn: true,
  notify: { email: true, web: false, emailSnippet: false },
  locale: "en-GB",
  timeZone: "UTC",
};

test("a change touches its own part alone", () => {
  const changed = withPreferences(known, { notify: { web: true } });
  assert.deepEqual(changed, { ...known, notify: { email: true, web: true, emailSnippet: false } });
});

test("undoing puts back what was changed and leaves what has been saved meanwhile", () => {
  const change = { timeZone: "Europe/Oslo", notify: { email: false } };
  const undo = undoing(known, change);
  const meanwhile = withPreferences(withPreferences(known, change), {
    chatOptIn: false,
    notify: { web: true },
  });
  assert.deepEqual(withPreferences(meanwhile, undo), {
    ...known,
    chatOptIn: false,
    notify: { email: true, web: true, emailSnippet: false },
  });
});

test("an error is told in the server's words on the field, else on the whole", () => {
  const body = {
    detail: "Not like this.",
    errors: [{ field: "preferences.timeZone", message: "no such zone" }],
  };
  const problem = new Problem(400, body);
  assert.equal(detailFor(problem, "timeZone"), "no such zone");
  assert.equal(detailFor(problem, "locale"), "Not like this.");
  assert.equal(detailFor(new Unreachable("away"), "locale"), null);
});

test("languages call themselves by their own names, each once", () => {
  assert.deepEqual(
    languages(["en-GB", "es-MX", "en-GB"]).map(({ name }) => name),
    ["British English", "Español de México"],
  );
});

test("a zone is found however it was typed, also by its newer name, and only if there is one", () => {
  assert.equal(zoneCalled(" america/new york "), "America/New_York");
  assert.match(zoneCalled("asia/kolkata") ?? "", /^Asia\/(Kolkata|Calcutta)$/);
  for (const typed of ["Oslo", "+05:30", "Atlantis/Centre", ""]) assert.equal(zoneCalled(typed), null, typed);
});

test("the clocks of a zone show its own time", () => {
  assert.match(timeIn("Asia/Tokyo", "en-GB", new Date("2026-11-21T10:00:00Z")), /^19:00/);
});

test("pages are read in the zone that was chosen, else in this browser's", () => {
  const zone = (timeZone: string | null) =>
    readerOf({ person: nurse, preferences: { ...known, timeZone } }, "en", ["en-US"]).clock.timeZone;
  assert.equal(zone("Europe/Oslo"), "Europe/Oslo");
  assert.equal(zone("UTC"), undefined);
  assert.equal(zone(null), undefined);
});

test("dates follow the language that was chosen as far as the page speaks it", () => {
  const locale = (chosen: string) =>
    readerOf({ person: nurse, preferences: { ...known, locale: chosen } }, "en", ["en-US"]).clock.locale;
  assert.equal(locale("en-GB"), "en-GB");
  assert.equal(locale("es-MX"), "en-US");
});
