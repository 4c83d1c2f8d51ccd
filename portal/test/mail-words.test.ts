import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock } from "../src/core/dates.ts";
import { mailProblemForStaff, ownMailProblem } from "../src/core/mail-words.ts";

const clock: Clock = {
  locale: "en-US",
  timeZone: "America/Chicago",
  now: () => new Date("2026-12-09T15:00:00Z"),
};
const at = "2026-12-04T03:00:00.000Z";

test("staff are told on which of their days mail came back, and what helps", () => {
  assert.equal(
    mailProblemForStaff({ kind: "BOUNCED", at }, clock),
    "Mail to this address came back on Dec 3, 2026. Ask for another address; it changes in the clinic’s records.",
  );
  assert.match(
    mailProblemForStaff({ kind: "COMPLAINED", at }, clock),
    /Only the patient can turn them on again/,
  );
});

test("people are told what they can do themselves", () => {
  assert.match(ownMailProblem({ kind: "BOUNCED", at }, clock), /turn emails off and on again/);
  assert.match(ownMailProblem({ kind: "COMPLAINED", at }, clock), /Turn them on to get them again/);
});
