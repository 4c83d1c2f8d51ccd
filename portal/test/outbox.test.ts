import assert from "node:assert/strict";
import { test } from "node:test";
import type { Chat } from "../src/core/chat.ts";
import { NO_DRAFT } from "../src/core/drafts.ts";
import type { Keepsakes } from "../src/core/keepsakes.ts";
import { resumeOutbox } from "../src/core/outbox.ts";
import { retryMessage, sendMessage, sendWithoutCard } from "../src/core/sending.ts";
import { byConversation, canGoWithoutCard, outgoing, said, type Outgoing } from "../src/core/outgoing.ts";
import { Problem, SignedOut, Unreachable } from "../src/core/problem.ts";
import type { FirstMessage, Message, MessageDraft } from "../src/core/shapes.ts";
import { threadOf } from "../src/core/state.ts";
import { chatOver, conversation, invoice, message, nurse, seqs } from "./samples.ts";

type Post = (draft: FirstMessage) => Message;

function chatWith(post: Post, keepsakes?: Keepsakes): Chat {
  return chatOver({ send: async (_, draft) => post(draft) }, keepsakes);
}

/** What a browser keeps; both tabs of one person write here. */
function browserWith(entries: readonly Outgoing[]) {
  const kept = new Map(entries.map((entry) => [entry.clientMessageId, entry]));
  const nothing = async () => undefined;
  const keepsakes: Keepsakes = {
    draft: async () => NO_DRAFT,
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
  await Promise.all(["one", "two", "three"].map((text) => sendMessage(chat, "c1", said(text))));
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
  await sendMessage(chat, "c1", said("hello"));
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
  await sendMessage(chat, "c1", said("hello"));
  const [failed] = threadOf(chat.store.state, "c1").outgoing;
  assert.equal(failed?.state, "failed");
  assert.equal(failed?.detail, "Opted out.");

  isRefusing = false;
  await retryMessage(chat, "c1", failed!.clientMessageId);
  assert.equal(kept[0]?.clientMessageId, failed!.clientMessageId);
  assert.deepEqual(threadOf(chat.store.state, "c1").outgoing, []);
});

test("what is refused with its card goes again without it, words and name as they were", async () => {
  const drafts: MessageDraft[] = [];
  const { post } = serverThat((store) => (draft: MessageDraft) => {
    drafts.push(draft);
    if (draft.card) throw new Problem(409, { code: "CARD_NOT_AVAILABLE", detail: "It is gone." });
    return store(draft);
  });
  const chat = chatWith(post);
  await sendMessage(chat, "c1", { ...said("Your bill"), card: invoice });
  const [refused] = threadOf(chat.store.state, "c1").outgoing;
  assert.deepEqual([refused?.state, refused?.detail, refused?.card], ["failed", "It is gone.", invoice]);
  assert.ok(canGoWithoutCard(refused!));
  assert.ok(!canGoWithoutCard({ ...refused!, text: " " }));

  await sendWithoutCard(chat, "c1", refused!.clientMessageId);
  assert.deepEqual(drafts, [
    { clientMessageId: refused!.clientMessageId, text: "Your bill", card: { type: "invoice", id: "i1" } },
    { clientMessageId: refused!.clientMessageId, text: "Your bill" },
  ]);
  assert.deepEqual(threadOf(chat.store.state, "c1").outgoing, []);
});

test("after a reload what was out of reach is sent, and what was refused waits for the person", async () => {
  const { kept, post } = serverThat((store) => store);
  const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 9, minute)).toISOString();
  const { keepsakes } = browserWith([
    outgoing("z", said("later"), at(3)),
    { ...outgoing("y", said("refused"), at(1)), state: "failed", detail: "Opted out." },
    { ...outgoing("a", said("sooner"), at(2)), state: "failed" },
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
  await sendMessage(refusing, "c1", said("stays"));
  await sendMessage(chatWith(post, keepsakes), "c1", said("goes"));
  assert.deepEqual(
    [...kept.values()].map(({ text }) => text),
    ["stays"],
  );
});

test("what a lost connection held back goes out before what is written afterwards", async () => {
  let isReachable = false;
  const { kept, post } = serverThat((store) => (draft) => {
    if (!isReachable) throw new SignedOut("Not now.");
    return store(draft);
  });
  const chat = chatWith(post);
  await sendMessage(chat, "c1", said("first"));
  assert.equal(threadOf(chat.store.state, "c1").outgoing[0]?.state, "failed");

  isReachable = true;
  await sendMessage(chat, "c1", said("second"));
  assert.deepEqual(
    kept.map(({ text }) => text),
    ["first", "second"],
  );
});

test("a correction names what it corrects at every try, and a refusal shows what stands against it", async () => {
  const drafts: MessageDraft[] = [];
  const closed = conversation({ canReply: false, reason: "OPTED_OUT" });
  const chat = chatOver({
    send: async (_, draft) => {
      drafts.push(draft);
      throw new Problem(409, { detail: "Opted out." });
    },
    conversation: async () => closed,
  });
  await sendMessage(chat, "c1", said("better", 4));
  await retryMessage(chat, "c1", threadOf(chat.store.state, "c1").outgoing[0]!.clientMessageId);
  assert.deepEqual(
    drafts.map(({ correctionOf }) => correctionOf),
    [4, 4],
  );
  assert.equal(chat.store.state.conversations.get("c1")?.canReply, false);
});
