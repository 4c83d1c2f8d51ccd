import assert from "node:assert/strict";
import { test } from "node:test";
import { copiesIn } from "../src/core/copies.ts";
import { storage } from "./samples.ts";

const DRAFT = ["drafts", "c1"];

test("a copy is there from the moment it is put until the database has what it says", () => {
  const copies = copiesIn(storage(), "ada");
  copies.put(DRAFT, { text: "Half a" });
  copies.put(DRAFT, { text: "Half a sen" });
  copies.drop(DRAFT, { text: "Half a" });
  assert.deepEqual(copies.left(), [{ key: DRAFT, value: { text: "Half a sen" } }]);
  copies.drop(DRAFT, { text: "Half a sen" });
  assert.deepEqual(copies.left(), []);
});

test("what was to be removed is still to be removed after a reload", () => {
  const kept = storage();
  copiesIn(kept, "ada").put(["outgoing", "c1", "m"], undefined);
  assert.deepEqual(copiesIn(kept, "ada").left(), [{ key: ["outgoing", "c1", "m"], value: null }]);
});

test("nobody finds or clears what another person has left", () => {
  const kept = storage();
  copiesIn(kept, "ada").put(DRAFT, { text: "Mine" });
  const other = copiesIn(kept, "a");
  other.clear();
  assert.deepEqual(other.left(), []);
  assert.equal(copiesIn(kept, "ada").left().length, 1);
});

test("a full storage keeps nobody from writing on, and brings no older words back", () => {
  const full = storage();
  const copies = copiesIn(full, "ada");
  copies.put(DRAFT, { text: "Half" });
  full.setItem = () => assert.fail("full");
  copies.put(DRAFT, { text: "Half a sen" });
  assert.deepEqual(copies.left(), []);
});
