import assert from "node:assert/strict";
import { test } from "node:test";
import { actsFor, keepUnreadFrom, perform, withChange, withoutChange, type Act } from "../src/core/acts.ts";
import type { Api } from "../src/core/api.ts";
import { withConversations, withUnread } from "../src/core/changes.ts";
import type { Chat } from "../src/core/chat.ts";
import { Problem } from "../src/core/problem.ts";
import type { Conversation } from "../src/core/shapes.ts";
import { EMPTY } from "../src/core/state.ts";
import { chatOver, conversation, message, nurse, patient } from "./samples.ts";

const WAITING = { since: "2026-05-04T09:10:00.000Z", claimedBy: null };
const COLLEAGUE = { ...nurse, id: "colleague", name: "Omar Reed" };
const last = (sender: typeof nurse) => ({
  seq: 10,
  sender,
  sentAt: "",
  preview: "",
  sensitive: false,
  attachments: 0,
  card: null,
});

function knowing(api: Partial<Api>, change: Partial<Conversation> = {}): Chat {
  const chat = chatOver(api);
  chat.store.change((state) => withConversations(state, [conversation(change)]));
  chat.store.change((state) => withUnread(state, { messages: 4, conversations: 2, needsReply: 3 }, "1"));
  return chat;
}

const known = (chat: Chat) => chat.store.state.conversations.get("c1")!;

test("each act stands where it makes sense, and its opposite where it has been done", () => {
  const offered = (change: Partial<Conversation>, me = nurse) => actsFor(conversation(change), me);
  assert.deepEqual(offered({}), ["pin", "mute", "resolve"]);
  assert.deepEqual(
    offered({ pinned: true, muted: true, status: "resolved", unreadCount: 1, needsReply: WAITING }),
    ["claim", "done", "read", "unpin", "unmute", "reopen"],
  );
  assert.ok(offered({ needsReply: { ...WAITING, claimedBy: COLLEAGUE } }).includes("giveBack"));
  assert.deepEqual(offered({ status: "archived" }), ["pin", "mute"]);
  assert.deepEqual(offered({ needsReply: WAITING }, patient), ["pin", "mute"]);
});

test("only what somebody else has written can be marked unread", () => {
  const offers = (change: Partial<Conversation>) => actsFor(conversation(change), nurse).includes("unread");
  assert.ok(offers({ lastMessage: last(patient) }));
  assert.ok(offers({ lastMessage: last(nurse) }));
  assert.ok(!offers({ lastMessage: last(nurse), messageCount: 1 }));
});

test("a change is shown before the server has answered", async () => {
  let answer: (conversation: Conversation) => void = () => undefined;
  const mark = () => new Promise<Conversation>((resolve) => (answer = resolve));
  const chat = knowing({ mark });
  const pinning = perform(chat, "c1", "pin");
  assert.ok(known(chat).pinned);
  await new Promise((resolve) => setTimeout(resolve));
  answer(conversation({ pinned: true }));
  await pinning;
});

test("a refusal takes the change back, shows what is true, and is told", async () => {
  const truth = conversation({ needsReply: { ...WAITING, claimedBy: COLLEAGUE } });
  const claim = async () => Promise.reject(new Problem(409, { code: "CLAIMED" }));
  const chat = knowing({ claim, conversation: async () => truth }, { needsReply: WAITING });
  await assert.rejects(perform(chat, "c1", "claim"), Problem);
  assert.equal(known(chat).needsReply?.claimedBy?.id, "colleague");
});

test("a server out of reach leaves everything as it was", async () => {
  const failing = async () => Promise.reject(new Problem(503, {}));
  for (const act of ["pin", "mute", "resolve", "done"] satisfies Act[]) {
    const chat = knowing({ mark: failing, setStatus: failing, done: failing }, { needsReply: WAITING });
    const before = [known(chat), chat.store.state.unread];
    await assert.rejects(perform(chat, "c1", act));
    assert.deepEqual([known(chat), chat.store.state.unread], before);
  }
});

test("what is done waits no longer, and the number of those that wait says so", () => {
  const waiting = withConversations(EMPTY, [conversation({ needsReply: WAITING })]);
  const before = withUnread(waiting, { messages: 0, conversations: 0, needsReply: 2 }, "1");
  const done = withChange(before, "c1", { needsReply: null });
  assert.equal(done.unread.needsReply, 1);
  const undone = withoutChange(done, conversation({ needsReply: WAITING }), { needsReply: null });
  assert.equal(undone.unread.needsReply, 2);
});

test("taking back leaves what has been learnt since", () => {
  const state = withConversations(EMPTY, [conversation({ pinned: false, lastSeq: 11 })]);
  const after = withoutChange(state, conversation({ pinned: false }), { pinned: true });
  assert.equal(after.conversations.get("c1")?.lastSeq, 11);
  assert.equal(after, withChange(after, "unknown", {}));
});

test("marking unread puts the marker before the last text of somebody else", async () => {
  const asked: number[] = [];
  const unreadFrom = async (_: string, seq: number) => (asked.push(seq), { messages: 5, conversations: 3 });
  const items = [message(8), message(9, { sender: nurse }), message(10, { type: "system", sender: null })];
  const chat = knowing(
    { unreadFrom, messages: async () => ({ items, next: null }) },
    { lastMessage: last(nurse) },
  );
  await perform(chat, "c1", "unread");
  assert.deepEqual(asked, [8]);
  assert.deepEqual([known(chat).readSeq, known(chat).unreadCount], [7, 1]);
  assert.equal(chat.store.state.unread.messages, 5);
});

test("a marker that the server would not put back goes on again, and the badge with it", async () => {
  const chat = knowing({ unreadFrom: async () => Promise.reject(new Problem(503, {})) });
  await assert.rejects(keepUnreadFrom(chat, "c1", 10));
  assert.deepEqual([known(chat).readSeq, known(chat).unreadCount], [10, 0]);
  assert.deepEqual([chat.store.state.unread.messages, chat.store.state.keptUnread.size], [4, 0]);
});
