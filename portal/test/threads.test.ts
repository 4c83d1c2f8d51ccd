import assert from "node:assert/strict";
import { test } from "node:test";
import { withConversations, withMessages } from "../src/core/changes.ts";
import { markRead } from "../src/core/markers.ts";
import { reachMessage } from "../src/core/threads.ts";
import { chatOver, conversation, message } from "./samples.ts";

test("a marker stops before a message that has not come, and goes on when it has", async () => {
  const marked: number[] = [];
  const read = async (_: string, seq: number) => (marked.push(seq), { messages: 0, conversations: 0 });
  const chat = chatOver({ read });
  const unread = conversation({ readSeq: 6, unreadCount: 4 });
  chat.store.change((state) => withConversations(state, [unread]));
  const arrive = (...seqs: number[]) =>
    chat.store.change((state) =>
      withMessages(
        state,
        "c1",
        seqs.map((seq) => message(seq)),
      ),
    );

  arrive(7, 8, 10);
  await markRead(chat, "c1", 10);
  assert.equal(chat.store.state.conversations.get("c1")?.readSeq, 8);
  arrive(9);
  await markRead(chat, "c1", 10);
  assert.deepEqual(marked, [8, 10]);
});

test("an earlier message is reached page by page, and no further", async () => {
  const asked: (number | undefined)[] = [];
  const chat = chatOver({
    messages: async (_, { before }) => {
      asked.push(before);
      const seqs = [-3, -2, -1].map((step) => (before ?? 0) + step).filter((seq) => seq > 0);
      return { items: seqs.map((seq) => message(seq)), next: null };
    },
  });
  chat.store.change((state) => withMessages(state, "c1", [message(10), message(11)]));
  await reachMessage(chat, "c1", 6);
  assert.deepEqual(asked, [10, 7]);
  await reachMessage(chat, "c1", 6);
  assert.equal(asked.length, 2);
  await reachMessage(chat, "c1", 0);
  assert.equal(chat.store.state.threads.get("c1")?.messages[0]?.seq, 1);
});
