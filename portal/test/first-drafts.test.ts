import assert from "node:assert/strict";
import { test } from "node:test";
import { isEmpty, NO_DRAFT, type Draft } from "../src/core/drafts.ts";
import { isFor, keepAbout, keepFirst, recallAbout, recallFirst } from "../src/core/first-drafts.ts";
import type { Keepsakes } from "../src/core/keepsakes.ts";
import type { Patient } from "../src/core/shapes.ts";
import { chatOver, patient } from "./samples.ts";

const maria = patient as Patient;
const words = { text: "Half a sen", topic: "Refill", patient: maria, recipientId: "team" };

/** As the browser keeps drafts: what is empty goes. */
function memory(): Keepsakes {
  const kept = new Map<string, Draft>();
  return {
    ...chatOver({}).keepsakes,
    draft: async (id) => kept.get(id) ?? NO_DRAFT,
    keepDraft: async (id, draft) => void (isEmpty(draft) ? kept.delete(id) : kept.set(id, draft)),
  };
}

test("a first message that was begun is there again with its topic and whom it is for", async () => {
  const keepsakes = memory();
  keepFirst(keepsakes, words);
  assert.deepEqual(await recallFirst(keepsakes), { ...NO_DRAFT, ...words });
  keepFirst(keepsakes, { ...words, text: "" });
  assert.equal((await recallFirst(keepsakes)).topic, "");
});

test("what was begun for one patient is not offered for another", async () => {
  const keepsakes = memory();
  keepFirst(keepsakes, words);
  const kept = await recallFirst(keepsakes);
  assert.deepEqual(
    [null, maria, { ...maria, id: "other" }].map((one) => isFor(kept, one)),
    [true, true, false],
  );
});

test("the first words about a case are kept for that case alone, until they are sent", async () => {
  const keepsakes = memory();
  keepAbout(keepsakes, "one", "Could you look");
  assert.equal(await recallAbout(keepsakes, "one"), "Could you look");
  assert.equal(await recallAbout(keepsakes, "other"), "");
  keepAbout(keepsakes, "one", "");
  assert.equal(await recallAbout(keepsakes, "one"), "");
});
