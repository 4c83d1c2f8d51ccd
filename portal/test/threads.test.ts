import assert from "node:assert/strict";
import { test } from "node:test";
import { withConversations, withMessages } from "../src/core/changes.ts";
import { markRead } from "../src/core/threads.ts";
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
