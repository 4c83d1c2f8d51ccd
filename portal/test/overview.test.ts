import assert from "node:assert/strict";
import { test } from "node:test";
import { latest, waiting } from "../src/core/overview.ts";
import { conversation, nurse } from "./samples.ts";

const at = (hour: number) => `2026-05-04T${String(hour).padStart(2, "0")}:00:00.000Z`;
const colleague = { ...nurse, id: "colleague" };
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test("who has waited longest comes first, after them what a colleague has already taken", () => {
  const known = [
    conversation({ id: "late", needsReply: { since: at(9), claimedBy: null } }),
    conversation({ id: "taken", needsReply: { since: at(1), claimedBy: colleague } }),
    conversation({ id: "mine", needsReply: { since: at(8), claimedBy: nurse } }),
    conversation({ id: "answered" }),
    conversation({ id: "early", needsReply: { since: at(2), claimedBy: null } }),
  ];
  assert.deepEqual(ids(waiting(known, nurse.id, 9)), ["early", "mine", "late", "taken"]);
  assert.deepEqual(ids(waiting(known, nurse.id, 1)), ["early"]);
});

test("the latest activity comes first, pinned or not, and nothing from the archive", () => {
  const known = [
    conversation({ id: "pinned", pinned: true, lastActivityAt: at(1) }),
    conversation({ id: "archived", status: "archived", lastActivityAt: at(9) }),
    conversation({ id: "late", lastActivityAt: at(8) }),
  ];
  assert.deepEqual(ids(latest(known, 5)), ["late", "pinned"]);
});
