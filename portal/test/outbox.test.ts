import assert from "node:assert/strict";
import { test } from "node:test";
import type { Chat } from "../src/core/chat.ts";
import type { Keepsakes } from "../src/core/keepsakes.ts";
import { resumeOutbox, retryMessage, sendMessage } from "../src/core/outbox.ts";
import { byConversation, outgoing, type Outgoing } from "../src/core/outgoing.ts";
import { Problem, Unreachable } from "../src/core/problem.ts";
import type { FirstMessage, Message } from "../src/core/shapes.ts";
import { threadOf } from "../src/core/state.ts";
import { chatOver, message, nurse, seqs } from "./samples.ts";

type Post = (draft: FirstMessage) => Message;

function chatWith(post: Post, keepsakes?: Keepsakes): Chat {
  return chatOver({ send: async (_, draft) => post(draft) }, keepsakes);
}

/** What a browser keeps; both tabs of one person write here. */
function browserWith(entries: readonly Outgoing[]) {
  const kept = new Map(entries.map((entry) => [entry.clientMessageId, entry]));
  const nothing = async () => undefined;
  const keepsakes: Keepsakes = {
    draft: async () => "",
    keepDraft: nothing,
    outboxes: async () => byConversation([...kept.values()].map((entry) => ["c1", entry] as const)),
    keepOutgoing: async (_, entry) => void kept.set(entry.clientMessageId, entry),
    dropOutgoing: async (_, clientMessageId) => void kept.delete(clientMessageId),
    wipe: nothing,
  };
  return { kept, keepsakes };
}

/** A server that keeps each name once, as the real one does. */
function serverThat(answers: (post: Post) => Post) {
  const kept: Message[] = [];
  const store: Post = ({ clientMessageId, text }) => {
    const known = kept.find((one) => one.clientMessageId === clientMessageId);
    const next = known ?? message(kept.length + 1, { clientMessageId, text, sender: nurse, status: "sent" });
    if (!known) kept.push(next);
    return next;
  };
  return { kept, post: answers(store) };
}

test("messages arrive in the order in which they were written", async () => {
  const { kept, post } = serverThat((store) => store);
  const chat = chatWith(post);
  await Promise.all(["one", "two", "three"].map((text) => sendMessage(chat, "c1", text)));
  assert.deepEqual(
    kept.map(({ text }) => text),
    ["one", "two", "three"],
  );
  assert.deepEqual(threadOf(chat.store.state, "c1").outgoing, []);
});

test("a lost answer ends with one message, not with two and not with none", async () => {
  let isFirst = true;
  const { kept, post } = serverThat((store) => (draft) => {
    const stored = store(draft);
    if (!isFirst) return stored;
    isFirst = false;
    throw new Unreachable("cut");
  });
  const chat = chatWith(post);
  await sendMessage(chat, "c1", "hello");
  assert.equal(kept.length, 1);
  assert.deepEqual(seqs(threadOf(chat.store.state, "c1").messages), [1]);
});

test("a refusal is final until the person retries, under the same name", async () => {
  let isRefusing = true;
  const { kept, post } = serverThat((store) => (draft) => {
    if (isRefusing) throw new Problem(409, { code: "OPTED_OUT", detail: "Opted out." });
    return store(draft);
  });
  const chat = chatWith(post);
  await sendMessage(chat, "c1", "hello");
  const [failed] = threadOf(chat.store.state, "c1").outgoing;
  assert.equal(failed?.state, "failed");
  assert.equal(failed?.detail, "Opted out.");

  isRefusing = false;
  await retryMessage(chat, "c1", failed!.clientMessageId);
  assert.equal(kept[0]?.clientMessageId, failed!.clientMessageId);
  assert.deepEqual(threadOf(chat.store.state, "c1").outgoing, []);
});

test("after a reload what was out of reach is sent, and what was refused waits for the person", async () => {
  const { kept, post } = serverThat((store) => store);
  const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 9, minute)).toISOString();
  const { keepsakes } = browserWith([
    outgoing("z", "later", at(3)),
    { ...outgoing("y", "refused", at(1)), state: "failed", detail: "Opted out." },
    { ...outgoing("a", "sooner", at(2)), state: "failed" },
  ]);
  const chat = chatWith(post, keepsakes);
  await resumeOutbox(chat);
  await Promise.all(chat.underway.values());
  assert.deepEqual(
    kept.map(({ text }) => text),
    ["sooner", "later"],
  );
  const [refused, ...others] = threadOf(chat.store.state, "c1").outgoing;
  assert.deepEqual([refused?.state, refused?.detail, others], ["failed", "Opted out.", []]);

  await retryMessage(chat, "c1", "y");
  assert.equal(kept.at(-1)?.text, "refused");
});

test("two tabs leave each other's unsent messages alone", async () => {
  const { kept, keepsakes } = browserWith([]);
  const refusing = chatWith(() => {
    throw new Problem(409, { detail: "Opted out." });
  }, keepsakes);
  const { post } = serverThat((store) => store);
  await sendMessage(refusing, "c1", "stays");
  await sendMessage(chatWith(post, keepsakes), "c1", "goes");
  assert.deepEqual(
    [...kept.values()].map(({ text }) => text),
    ["stays"],
  );
});
