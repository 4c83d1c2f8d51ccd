import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../src/core/api.ts";
import { withLink } from "../src/core/changes.ts";
import type { Chat } from "../src/core/chat.ts";
import { Problem } from "../src/core/problem.ts";
import { bringUpToDate } from "../src/core/up-to-date.ts";
import { listOf } from "../src/core/state.ts";
import { chatOver, conversation } from "./samples.ts";

const NONE = { messages: 0, conversations: 0 };
const atOnce = async () => undefined;

function liveChat(api: Partial<Api>): Chat {
  const conversations = async () => ({ items: [conversation()], next: null });
  const chat = chatOver({ unread: async () => NONE, conversations, read: async () => NONE, ...api });
  chat.store.change((state) => withLink(state, "live"));
  return chat;
}

test("a marker that the server refuses is given up, and holds nothing up", async () => {
  for (const status of [400, 403, 404, 409]) {
    const chat = liveChat({ read: async () => Promise.reject(new Problem(status, {})) });
    chat.markers.set("c1", 3);
    await bringUpToDate(chat, () => null, atOnce);
    assert.equal(chat.markers.size, 0);
    assert.equal(chat.store.state.lists.all.phase, "ready");
  }
});

test("a marker that meets a busy server stays until it gets through, and the inbox does not wait", async () => {
  let tries = 0;
  const read = async (id: string) => {
    if (id === "c2") return NONE;
    if (++tries < 3) throw new Problem(503, {});
    assert.equal(listOf(chat.store.state, "all").length, 1);
    return NONE;
  };
  const chat = liveChat({ read });
  chat.markers.set("c1", 3).set("c2", 4);
  await bringUpToDate(
    chat,
    () => null,
    () => new Promise((resolve) => setTimeout(resolve)),
  );
  assert.equal(tries, 3);
  assert.equal(chat.markers.size, 0);
});

test("catching up goes on after passing trouble while the link is live", async () => {
  let tries = 0;
  const unread = async () => (++tries < 3 ? Promise.reject(new Problem(503, {})) : { ...NONE, messages: 7 });
  const chat = liveChat({ unread });
  await bringUpToDate(chat, () => null, atOnce);
  assert.equal(chat.store.state.unread.messages, 7);
});

test("catching up ends with the link: the next one begins anew", async () => {
  const chat = liveChat({ unread: async () => Promise.reject(new Problem(503, {})) });
  const breaks = async () => chat.store.change((state) => withLink(state, "broken"));
  await assert.rejects(
    bringUpToDate(chat, () => null, breaks),
    Problem,
  );
});
