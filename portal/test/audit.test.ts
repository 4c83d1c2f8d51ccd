import assert from "node:assert/strict";
import { test } from "node:test";
import { accessInWords, actorTitle, gathered } from "../src/core/access-words.ts";
import { askOf, instantOf, isEnough, localTime, NO_FIELDS, wholeTable } from "../src/core/audit-search.ts";
import type { Access } from "../src/core/audit-shapes.ts";

const NORA = { id: "nora", role: "provider", name: "Nora Quill", title: "Nurse" };
const OPENED: Access = {
  id: "1",
  at: "2026-11-21T09:30:00.000Z",
  what: "messages",
  words: "Read messages",
  readers: [NORA],
  conversationId: "c",
  topic: "Tablets",
};

test("only what is filled in is asked for, without the blanks around it", () => {
  const ask = askOf({ ...NO_FIELDS, patientId: " ada ", from: "2026-11-21T09:30" }, "UTC");
  assert.deepEqual(ask, { patientId: "ada", from: "2026-11-21T09:30:00.000Z" });
  assert.deepEqual(askOf({ ...NO_FIELDS, personId: "  " }, "UTC"), {});
});

test("somebody, something or a beginning must be named", () => {
  assert.equal(isEnough({}), false);
  assert.equal(isEnough({ to: "2026-11-21T09:30:00.000Z" }), false);
  assert.equal(isEnough({ from: "2026-11-21T09:30:00.000Z" }), true);
  assert.equal(isEnough({ personId: "nora" }), true);
});

test("times are those of the reader's zone, also around a change of the clocks", () => {
  assert.equal(instantOf("2026-07-01T12:00", "America/New_York"), "2026-07-01T16:00:00.000Z");
  assert.equal(instantOf("2026-03-08T01:30", "America/New_York"), "2026-03-08T06:30:00.000Z");
  assert.equal(instantOf("2026-03-08T03:30", "America/New_York"), "2026-03-08T07:30:00.000Z");
  assert.equal(localTime(new Date("2026-07-01T16:00:00Z"), "America/New_York"), "2026-07-01T12:00");
});

test("pages become one table with its names once, and where there are too many that is said", async () => {
  const pages = ['"at"\r\n"1"\r\n', '"at"\r\n"2\r\n2"\r\n', '"at"\r\n"3"\r\n'];
  const read = async (cursor: string | null) => {
    const place = Number(cursor ?? 0);
    return { text: pages[place]!, next: place + 1 < pages.length ? String(place + 1) : null };
  };
  const whole = { text: '"at"\r\n"1"\r\n"2\r\n2"\r\n"3"\r\n', isWhole: true };
  assert.deepEqual(await wholeTable(read), whole);
  assert.equal((await wholeTable(read, 2)).isWhole, false);
});

test("the same opening within minutes is told once, later or by others again", () => {
  const at = (minutes: number, more: Partial<Access> = {}) => ({
    ...OPENED,
    at: new Date(Date.parse(OPENED.at) - minutes * 60_000).toISOString(),
    ...more,
  });
  const other = { readers: [{ ...NORA, id: "omar" }] };
  const told = gathered([at(0), at(1), at(1, other), at(4), at(30)]);
  assert.deepEqual(
    told.map(({ at: when }) => when),
    [at(0), at(1), at(30)].map(({ at: when }) => when),
  );
});

test("what a newer server calls otherwise is told in its words", () => {
  assert.equal(accessInWords(OPENED), "Read messages");
  assert.equal(accessInWords({ ...OPENED, what: "exported" as never, words: "Took a copy" }), "Took a copy");
});

test("people have a title or a role, programs have neither", () => {
  assert.equal(actorTitle(NORA), "Nurse");
  assert.equal(actorTitle({ id: "root", role: "admin", name: "Ines Vale" }), "Administrator");
  assert.equal(actorTitle({ id: "#", role: "integration", name: "The messaging system" }), "");
});
