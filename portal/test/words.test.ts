import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person, SystemAct } from "../src/core/shapes.ts";
import { presenceOf, reasonInWords, systemInWords, typingInWords } from "../src/core/words.ts";
import { message, nurse, patient } from "./samples.ts";

const entry = (act: SystemAct["act"], person: Person | null) =>
  message(1, { type: "system", sender: null, text: "The server’s own words.", system: { act, person } });

test("an entry that nobody wrote says who did what, in the reader's words", () => {
  assert.equal(systemInWords(entry("resolved", nurse), patient), "Amara Osei marked this as resolved");
  assert.equal(systemInWords(entry("resolved", nurse), nurse), "You marked this as resolved");
  assert.equal(systemInWords(entry("archived", null), nurse), "Archived after a long time without messages");
});

test("an entry that the portal does not know stands in the server's words", () => {
  assert.equal(systemInWords(entry("reopened", null), nurse), "The server’s own words.");
  assert.equal(
    systemInWords({ ...entry("resolved", nurse), system: null }, nurse),
    "The server’s own words.",
  );
});

test("who is typing is said by name for one and two, and in general for more", () => {
  assert.equal(typingInWords([]), "");
  assert.equal(typingInWords([nurse]), "Amara Osei is typing…");
  assert.equal(typingInWords([nurse, patient]), "Amara Osei and Maria Gonzalez are typing…");
  assert.equal(typingInWords([nurse, patient, nurse]), "Several people are typing…");
});

test("staff and patients read why nobody can write, each as it concerns them", () => {
  assert.match(reasonInWords("OPTED_OUT", nurse, "Maria Gonzalez"), /^Maria Gonzalez has chosen/);
  assert.match(reasonInWords("OPTED_OUT", patient, "Maria Gonzalez"), /^You have turned messages off/);
});

test("presence is said of the one there is, of the one who is there, or by number", () => {
  const [one, other] = [nurse, patient];
  assert.deepEqual(presenceOf([one], new Set([one.id]), true), { isOnline: true, words: "Online" });
  assert.deepEqual(presenceOf([one], new Set(), true), { isOnline: false, words: "Offline" });
  assert.equal(presenceOf([one, other], new Set(), true), null);
  assert.equal(presenceOf([one], new Set([one.id]), false)?.words, "Amara Osei is online");
  assert.equal(presenceOf([one, other], new Set([one.id]), true)?.words, "Amara Osei is online");
  assert.equal(presenceOf([one, other], new Set([one.id, other.id]), true)?.words, "2 online");
});
