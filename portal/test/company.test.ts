import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NO_COMPANY,
  otherSide,
  typistsIn,
  unheard,
  withMembers,
  withoutTypist,
  withPresence,
  withProgress,
  withTypist,
  withTypistsAt,
} from "../src/core/company.ts";
import type { Member, Person } from "../src/core/shapes.ts";
import { conversation, nurse, patient } from "./samples.ts";

const doctor: Person = { id: "doctor", role: "provider", name: "Li Wen", initials: "LW" };
const joinedAt = "2026-05-01T08:00:00.000Z";
const member = (person: Person, online = false): Member => ({
  person,
  joinedAt,
  deliveredSeq: 5,
  readSeq: 3,
  online,
});
const everybody = [member(patient, true), member(nurse), member(doctor)];

test("members tell who is online, and later word of it counts", () => {
  const asked = withMembers(NO_COMPANY, "c1", everybody);
  assert.deepEqual([...asked.online], ["patient"]);
  assert.deepEqual([...withPresence(asked, "doctor", true).online], ["patient", "doctor"]);
  assert.deepEqual([...withPresence(asked, "patient", false).online], []);
});

test("a receipt moves one member forward and nobody back", () => {
  const asked = withMembers(NO_COMPANY, "c1", everybody);
  const moved = (deliveredSeq: number, readSeq: number) =>
    withProgress(asked, { conversationId: "c1", personId: "doctor", deliveredSeq, readSeq })
      .members.get("c1")
      ?.map((one) => one.readSeq);
  assert.deepEqual(moved(9, 8), [3, 3, 8]);
  assert.deepEqual(moved(1, 1), [3, 3, 3]);
});

test("somebody types once, until they stop, go, or nothing more is heard of them", () => {
  const typing = withTypist(withTypist(NO_COMPANY, "c1", { person: patient, until: 6 }), "c1", {
    person: patient,
    until: 9,
  });
  assert.equal(typistsIn(typing, "c1").length, 1);
  assert.equal(typistsIn(withTypistsAt(typing, "c1", 8), "c1").length, 1);
  assert.equal(typistsIn(withTypistsAt(typing, "c1", 9), "c1").length, 0);
  assert.equal(typistsIn(withoutTypist(typing, "c1", "patient"), "c1").length, 0);
  assert.equal(typistsIn(withPresence(typing, "patient", false), "c1").length, 0);
});

test("while the connection is broken nobody is online or typing", () => {
  const alone = unheard(
    withTypist(withPresence(NO_COMPANY, "doctor", true), "c1", { person: doctor, until: 9 }),
  );
  assert.equal(alone.online.size + alone.typing.size, 0);
});

test("staff look to the patient, patients and colleagues to whoever is on the other side", () => {
  const ids = (people: readonly Person[]) => people.map(({ id }) => id);
  assert.deepEqual(ids(otherSide(conversation(), everybody, nurse)), ["patient"]);
  assert.deepEqual(ids(otherSide(conversation(), everybody, patient)), ["nurse", "doctor"]);
  const both = [member(nurse), member(doctor)];
  assert.deepEqual(ids(otherSide(conversation({ kind: "case" }), both, nurse)), ["doctor"]);
});
