import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, isRequester, liveCase, mergeCases, otherOf } from "../src/core/cases.ts";
import type { Case } from "../src/core/shapes.ts";
import { conversation, nurse, patient } from "./samples.ts";

const specialist = { ...nurse, id: "specialist", name: "Ebba Lind" };

function caseOf(change: Partial<Case> = {}): Case {
  return {
    id: "k1",
    title: "Second opinion",
    status: "open",
    patient,
    requester: nurse,
    provider: specialist,
    conversation: null,
    canMessage: true,
    reason: null,
    nextStep: null,
    ...change,
  };
}

const about = (id: string, change = {}) => conversation({ id, kind: "case", caseId: "k1", ...change });
const knowing = (...list: ReturnType<typeof about>[]) => new Map(list.map((one) => [one.id, one]));

test("a case shows its conversation as it stands now", () => {
  const one = caseOf({ conversation: about("c1", { unreadCount: 0 }) });
  assert.equal(liveCase(one, knowing(about("c1", { unreadCount: 3 }))).conversation?.unreadCount, 3);
  assert.equal(liveCase(one, new Map()).conversation?.unreadCount, 0);
});

test("a conversation that the other side has begun belongs to its case at once", () => {
  assert.equal(liveCase(caseOf(), knowing(about("c9"))).conversation?.id, "c9");
  assert.equal(liveCase(caseOf(), knowing(about("c9", { caseId: "k2" }))).conversation, null);
});

test("a case that is closed or opened again shows it as soon as its conversation does", () => {
  const closed = about("c1", { canReply: false, reason: "CASE_CLOSED" });
  const one = caseOf({ conversation: about("c1") });
  assert.equal(liveCase(one, knowing(closed)).status, "closed");
  assert.equal(liveCase({ ...one, status: "closed" }, knowing(about("c1"))).status, "open");
  const unreachable = about("c1", { canReply: false, reason: "NO_RELATIONSHIP" });
  assert.equal(liveCase(one, knowing(unreachable)).status, "open");
});

test("a page that comes again changes its cases and keeps the others", () => {
  const merged = mergeCases([caseOf(), caseOf({ id: "k2" })], [caseOf({ status: "closed" })]);
  assert.deepEqual(
    merged.map(({ id, status }) => [id, status]),
    [
      ["k1", "closed"],
      ["k2", "open"],
    ],
  );
});

test("open cases come first, the latest word on top, silent ones by their title", () => {
  const at = (day: number) => about("c", { lastActivityAt: `2026-05-0${day}T00:00:00.000Z` });
  const cases = [
    caseOf({ id: "closed", status: "closed", conversation: at(9) }),
    caseOf({ id: "silent b", title: "B" }),
    caseOf({ id: "silent a", title: "A" }),
    caseOf({ id: "old", conversation: at(1) }),
    caseOf({ id: "new", conversation: at(2) }),
  ];
  assert.deepEqual(
    inOrder(cases).map(({ id }) => id),
    ["new", "old", "silent a", "silent b", "closed"],
  );
});

test("each side sees the other", () => {
  assert.equal(otherOf(caseOf(), nurse).id, "specialist");
  assert.equal(otherOf(caseOf(), specialist).id, "nurse");
  assert.equal(isRequester(caseOf(), specialist), false);
});
