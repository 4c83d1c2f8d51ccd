import assert from "node:assert/strict";
import { test } from "node:test";
import type { Attachment } from "../src/core/shapes.ts";
import {
  attachmentsOf,
  NO_TRAY,
  withHeard,
  withRecalled,
  withUploads,
  withoutUpload,
} from "../src/core/tray.ts";
import { isUploading } from "../src/core/uploading.ts";
import { advanced, type Step, type Upload } from "../src/core/uploads.ts";
import { attachment } from "./samples.ts";

const chosen: Upload = {
  key: "key",
  fileName: "scan.pdf",
  contentType: "application/pdf",
  size: 1_000,
  state: "waiting",
  progress: 0,
  isUploaded: false,
  attachment: null,
  trouble: null,
};
const permitted: Step = { kind: "permitted", attachment: attachment({ state: "uploading" }) };
const lostLink: Step = { kind: "failed", trouble: { code: "UNREACHABLE", detail: null } };
const heard = (change: Partial<Attachment>): Step => ({ kind: "heard", attachment: attachment(change) });
const after = (...steps: readonly Step[]): Upload => steps.reduce(advanced, chosen);

test("a file goes all the way from being chosen to being ready", () => {
  const states = [{ kind: "hashing" }, permitted, { kind: "uploaded" }, heard({ state: "ready" })] as const;
  const seen = states.map((_, index) => after(...states.slice(0, index + 1)).state);
  assert.deepEqual(seen, ["hashing", "uploading", "checking", "ready"]);
});

test("progress never goes back", () => {
  const far = after(permitted, { kind: "progress", percent: 60 }, { kind: "progress", percent: 40 });
  assert.equal(far.progress, 60);
});

test("what was cancelled stays so, whatever comes late", () => {
  const cancelled = after(permitted, { kind: "cancelled" });
  for (const late of [{ kind: "uploaded" }, heard({ state: "ready" }), lostLink] as const) {
    assert.equal(advanced(cancelled, late).state, "cancelled");
  }
  assert.equal(advanced(cancelled, { kind: "again" }).state, "waiting");
});

test("a retry goes on from the step that failed", () => {
  assert.equal(after(permitted, lostLink, { kind: "again" }).state, "waiting");
  assert.equal(after(permitted, { kind: "uploaded" }, lostLink, { kind: "again" }).state, "checking");
  const notThere: Step = { ...lostLink, isUploaded: false };
  assert.equal(after(permitted, { kind: "uploaded" }, notThere, { kind: "again" }).state, "waiting");
});

test("what is ready may still be refused, and a refusal is final", () => {
  const infected = after(
    permitted,
    heard({ state: "ready" }),
    heard({ state: "refused", reason: "MALWARE" }),
  );
  assert.deepEqual([infected.state, infected.trouble?.code], ["refused", "MALWARE"]);
  assert.equal(advanced(infected, heard({ state: "ready" })).state, "refused");
  assert.equal(after(permitted, heard({ state: "ready" }), heard({ state: "checking" })).state, "ready");
});

test("a message takes so many files and says how many were left out", () => {
  const files = ["a", "b", "c"].map((key) => ({ ...chosen, key }));
  const tray = withUploads(NO_TRAY, files, 2);
  assert.deepEqual([tray.uploads.length, tray.leftOut], [2, 1]);
  assert.equal(withoutUpload(tray, "a").leftOut, 0);
});

test("a draft keeps what the server has, and as uploading what it has not", () => {
  const uploads = [
    { ...after(permitted, heard({ state: "ready" })), key: "a" },
    { ...after(permitted, lostLink), key: "b" },
    { ...after({ kind: "cancelled" }), key: "c" },
    { ...after({ kind: "refused", trouble: { code: "TOO_LARGE", detail: null } }), key: "d" },
  ];
  const kept = attachmentsOf({ uploads, leftOut: 0 });
  assert.deepEqual(
    kept.map(({ id, state, reason }) => [id, state, reason]),
    [
      ["f", "ready", undefined],
      ["f", "uploading", undefined],
      ["d", "refused", "TOO_LARGE"],
    ],
  );
});

test("a kept draft brings its files back, each once", () => {
  const ready = attachment({ id: "ready" });
  const halfway = attachment({ id: "halfway", state: "uploading" });
  const tray = withRecalled(NO_TRAY, [ready, halfway]);
  assert.deepEqual(
    tray.uploads.map(({ state, isUploaded }) => [state, isUploaded]),
    [
      ["ready", true],
      ["checking", false],
    ],
  );
  assert.equal(withRecalled(tray, [ready]), tray);
});

test("news of a file that is not in the tray changes nothing", () => {
  const tray = withRecalled(NO_TRAY, [attachment()]);
  assert.equal(withHeard(tray, attachment({ id: "another" })), tray);
});

test("a page must not be left while bytes of some file are in this browser alone", () => {
  const isHeld = (...steps: readonly Step[]) =>
    isUploading({ trays: new Map([["c1", { uploads: [after(...steps)], leftOut: 0 }]]) });
  const under = [[], [{ kind: "hashing" }], [permitted]] as const;
  assert.deepEqual(
    under.map((steps) => isHeld(...steps)),
    [true, true, true],
  );
  const through = [
    [permitted, { kind: "uploaded" }],
    [permitted, lostLink],
    [{ kind: "cancelled" }],
  ] as const;
  assert.deepEqual(
    through.map((steps) => isHeld(...steps)),
    [false, false, false],
  );
  assert.ok(!isUploading({ trays: new Map() }));
});
