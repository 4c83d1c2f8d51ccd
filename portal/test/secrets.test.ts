import assert from "node:assert/strict";
import { test } from "node:test";
import { withMessages, withThread } from "../src/core/changes.ts";
import { lockingAt, mustLock } from "../src/core/locking.ts";
import { Problem } from "../src/core/problem.ts";
import { OPEN, withSecrets, withSecretsLocked } from "../src/core/secrets.ts";
import { EMPTY, threadOf, type ChatState } from "../src/core/state.ts";
import { catchUp } from "../src/core/threads.ts";
import { card, chatOver, file, message } from "./samples.ts";

const words = { text: "the result", card, attachments: [file] };
const open = message(2, { sensitive: true, ...words });
const locked = { ...open, text: null, card: null, attachments: [], locked: true };
const unlocked = withSecrets(EMPTY, { state: "unlocked", until: "2026-05-04T10:05:00.000Z" });
const shown = (state: ChatState) => threadOf(state, "c1").messages[0];

test("what is locked again loses its words, its card and its files, and everything else stays", () => {
  const before = withMessages(unlocked, "c1", [open, message(3)]);
  assert.equal(shown(before)?.text, "the result");
  const after = withSecretsLocked(before);
  assert.deepEqual(threadOf(after, "c1").messages, [locked, message(3)]);
});

test("a page that was fetched while it was unlocked brings nothing back", () => {
  const after = withMessages(withSecretsLocked(withMessages(unlocked, "c1", [open])), "c1", [open]);
  assert.deepEqual(shown(after), locked);
});

test("staff read what is sensitive, and nothing locks it before them", () => {
  const state = withMessages(withSecrets(EMPTY, OPEN), "c1", [open]);
  assert.deepEqual(shown(withSecretsLocked(state)), open);
});

test("what an event left out is asked for while it is unlocked", async () => {
  const chat = chatOver({ message: async () => open });
  chat.store.change(() => withMessages(unlocked, "c1", [locked]));
  await catchUp(chat, "c1");
  assert.deepEqual(shown(chat.store.state), open);
});

test("a server that has locked it already locks it here too", async () => {
  const chat = chatOver({
    message: async () => {
      throw new Problem(401, { code: "STEP_UP_NEEDED" });
    },
  });
  chat.store.change(() => withThread(withMessages(unlocked, "c1", [open, { ...locked, seq: 3 }]), "c1", {}));
  await catchUp(chat, "c1");
  assert.deepEqual(shown(chat.store.state), locked);
  assert.deepEqual(chat.store.state.secrets, { state: "locked", refusal: "late" });
});

test("the server's clock decides until when, whatever this machine's says", () => {
  const [until, asOf] = ["2026-05-04T10:05:00.000Z", "Mon, 04 May 2026 10:00:00 GMT"];
  const wrongNow = Date.parse("2026-05-04T14:00:00.000Z");
  assert.equal(lockingAt(until, asOf, wrongNow), wrongNow + 300_000);
  assert.equal(lockingAt("2026-05-04T23:00:00.000Z", asOf, wrongNow), wrongNow + 300_000);
  assert.equal(lockingAt("no time", asOf, wrongNow), wrongNow);
});

test("it is locked when the time is over, or two minutes after everybody has gone", () => {
  const at = 1_000_000;
  assert.ok(!mustLock(at - 1, at, null));
  assert.ok(mustLock(at, at, null));
  assert.ok(!mustLock(at - 1, at, at - 120_000));
  assert.ok(mustLock(at - 1, at, at - 120_001));
});
