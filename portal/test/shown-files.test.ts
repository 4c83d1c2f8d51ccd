import assert from "node:assert/strict";
import { test } from "node:test";
import { withAttachment } from "../src/core/attachments.ts";
import { withMessages } from "../src/core/changes.ts";
import { withSecrets, withSecretsLocked } from "../src/core/secrets.ts";
import { isOfSensitive, showable } from "../src/core/shown-files.ts";
import { EMPTY, threadOf, type ChatState } from "../src/core/state.ts";
import { attachment, message } from "./samples.ts";

const unlocked = withSecrets(EMPTY, { state: "unlocked", until: "2026-05-04T10:05:00.000Z" });
const state = withMessages(unlocked, "c1", [
  message(2, { attachments: [attachment({ id: "plain" })] }),
  message(3, { sensitive: true, attachments: [attachment({ id: "secret" })] }),
]);
const shown = (now: ChatState) => [...showable(threadOf(now, "c1"))];

test("what is locked again may be shown no longer, and everything else may", () => {
  assert.deepEqual(shown(state), ["plain", "secret"]);
  assert.deepEqual(shown(withSecretsLocked(state)), ["plain"]);
});

test("a file that was refused late may be shown no longer", () => {
  const refused = attachment({ id: "plain", state: "refused", reason: "MALWARE" });
  assert.deepEqual(shown(withAttachment(state, "c1", refused)), ["secret"]);
});

test("a thread knows which of its files are sensitive", () => {
  const thread = threadOf(state, "c1");
  assert.deepEqual([isOfSensitive(thread, "secret"), isOfSensitive(thread, "plain")], [true, false]);
});
