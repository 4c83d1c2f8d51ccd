import assert from "node:assert/strict";
import { test } from "node:test";
import { counterpart, initialsOf, toneOf } from "../src/core/people.ts";
import { newConversation, recipientsAmong, recipientsFor } from "../src/core/recipients.ts";
import type { Patient } from "../src/core/shapes.ts";
import { conversation, nurse, patient } from "./samples.ts";

const teams = [
  { id: "t1", name: "Medication questions" },
  { id: "t2", name: "Front desk" },
];
const maria: Patient = { ...patient, canMessage: true, reason: null, nextStep: null, careTeams: [teams[0]!] };

test("staff see the patient, a patient sees the care team", () => {
  assert.equal(counterpart(conversation(), nurse).name, "Maria Gonzalez");
  assert.equal(counterpart(conversation(), patient).name, "Medication questions");
});

test("initials are the first and the last word's", () => {
  assert.equal(initialsOf("Medication questions for hearts"), "MH");
  assert.equal(initialsOf("desk"), "D");
});

test("a person's colour stays the same", () => assert.equal(toneOf("patient-1", 6), toneOf("patient-1", 6)));

test("staff may choose the teams that they share with the patient; a provider also writes directly", () => {
  const keys = recipientsFor(maria, nurse, teams).map(({ key }) => key);
  assert.deepEqual(keys, ["team t1", "person nurse"]);
  const desk = { ...nurse, role: "front_desk" } as const;
  assert.deepEqual(
    recipientsFor(maria, desk, [teams[1]!]).map(({ key }) => key),
    ["team t2"],
  );
});

test("drafts become what the API wants of each side", () => {
  const text = { clientMessageId: "name", topic: " Refill ", text: "Hello" };
  const message = { clientMessageId: "name", text: "Hello" };
  const [team, alone] = recipientsFor(maria, nurse, teams);
  const reachable = { canMessage: true, reason: null, nextStep: null };
  const contacts = { careTeams: [], providers: [{ ...nurse, ...reachable }] };
  const [provider] = recipientsAmong(contacts);
  assert.deepEqual(newConversation({ ...text, recipient: team!, patient: maria }), {
    kind: "topic",
    topic: "Refill",
    careTeamId: "t1",
    patientId: "patient",
    message,
  });
  assert.deepEqual(newConversation({ ...text, recipient: alone!, patient: maria }), {
    kind: "direct",
    patientId: "patient",
    message,
  });
  assert.deepEqual(newConversation({ ...text, recipient: provider!, patient: null }), {
    kind: "direct",
    providerId: "nurse",
    message,
  });
});
