import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../src/core/api.ts";
import { withConversations, withoutConversation } from "../src/core/changes.ts";
import { loadList, loadMore, reloadInbox } from "../src/core/inbox.ts";
import { Problem } from "../src/core/problem.ts";
import type { Conversation, Filter } from "../src/core/shapes.ts";
import { listOf } from "../src/core/state.ts";
import { chatOver, conversation } from "./samples.ts";

/** Conversations of May, by their days: the later the day, the further up. */
const at = (id: string, day: number, change: Partial<Conversation> = {}) =>
  conversation({ id, lastActivityAt: `2026-05-${String(day).padStart(2, "0")}T00:00:00.000Z`, ...change });

/** Answers with pages of two of what `held` gives, and counts what was asked. */
function server(held: () => readonly Conversation[]) {
  const asked: string[] = [];
  const conversations: Api["conversations"] = async ({ filter, cursor }) => {
    asked.push(`${filter} ${cursor ?? "first"}`);
    const start = Number(cursor ?? 0);
    const all = held().filter((one) => filter !== "unread" || one.unreadCount > 0);
    return { items: all.slice(start, start + 2), next: start + 2 < all.length ? String(start + 2) : null };
  };
  const one = async (id: string) =>
    held().find((each) => each.id === id) ?? Promise.reject(new Problem(404, {}));
  return { asked, chat: chatOver({ conversations, conversation: one }) };
}

const ids = (state: Parameters<typeof listOf>[0], filter: Filter, held: string | null = null) =>
  listOf(state, filter, held).map(({ id }) => id);

test("a list shows what its pages have reached, and the rest as they come", async () => {
  const { chat } = server(() => [at("a", 9), at("b", 8), at("c", 7)]);
  await loadList(chat, "all");
  chat.store.change((state) => withConversations(state, [at("c", 7)]));
  assert.deepEqual(ids(chat.store.state, "all"), ["a", "b"]);
  await loadMore(chat, "all");
  assert.deepEqual(ids(chat.store.state, "all"), ["a", "b", "c"]);
});

test("what happens moves a conversation from list to list", async () => {
  const { chat } = server(() => [at("a", 9), at("b", 8)]);
  await loadList(chat, "all");
  await loadList(chat, "unread");
  assert.deepEqual(ids(chat.store.state, "unread"), []);
  const arrived = at("b", 10, { lastSeq: 11, unreadCount: 1 });
  chat.store.change((state) => withConversations(state, [arrived]));
  assert.deepEqual(ids(chat.store.state, "unread"), ["b"]);
  assert.deepEqual(ids(chat.store.state, "all"), ["b", "a"]);
  chat.store.change((state) => withConversations(state, [{ ...arrived, status: "archived", lastSeq: 12 }]));
  assert.deepEqual(ids(chat.store.state, "all"), ["a"]);
  chat.store.change((state) => withoutConversation(state, "a"));
  assert.deepEqual(ids(chat.store.state, "all"), []);
});

test("what is being read stays in its list until it is let go", async () => {
  const { chat } = server(() => [at("a", 9, { unreadCount: 1, readSeq: 9 })]);
  await loadList(chat, "unread");
  chat.store.change((state) => withConversations(state, [at("a", 9)]));
  assert.deepEqual(ids(chat.store.state, "unread", "a"), ["a"]);
  assert.deepEqual(ids(chat.store.state, "unread"), []);
});

test("after a break pages are read for as long as they hold only news", async () => {
  let held = [at("a", 2), at("b", 1)];
  const { asked, chat } = server(() => held);
  await reloadInbox(chat);
  held = [...[9, 8, 7, 6, 5, 4].map((day) => at(`new-${day}`, day, { lastSeq: 20 })), ...held];
  asked.length = 0;
  await reloadInbox(chat);
  assert.deepEqual(asked, ["all first", "all 2", "all 4", "all 6"]);
  assert.equal(ids(chat.store.state, "all").length, 8);
});

test("what a fresh page should show and does not is asked for: it has left, or has changed", async () => {
  let held = [at("a", 9), at("b", 8)];
  const { chat } = server(() => held);
  await reloadInbox(chat);
  held = [at("a", 9, { status: "archived", lastSeq: 11 })];
  chat.api.conversations = async () => ({ items: [], next: null });
  await reloadInbox(chat);
  assert.deepEqual(ids(chat.store.state, "all"), []);
  assert.equal(chat.store.state.conversations.get("a")?.status, "archived");
  assert.equal(chat.store.state.conversations.has("b"), false);
});

test("only lists that were looked at are read again", async () => {
  const { asked, chat } = server(() => []);
  await loadList(chat, "archived");
  asked.length = 0;
  await reloadInbox(chat);
  assert.deepEqual(asked.toSorted(), ["all first", "archived first"]);
});
