import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, isUntold, lookAgain, NO_NEWS, placeOf, withoutSeen, type News } from "../src/core/news.ts";
import type { Conversation } from "../src/core/shapes.ts";
import { conversation } from "./samples.ts";

const nothing = () => false;
const all = (...them: Conversation[]) => new Map(them.map((one) => [one.id, one]));
const look = (news: News, ...them: Conversation[]) => lookAgain(news, all(...them), nothing);

const read = conversation();
const one = conversation({ lastSeq: 11, unreadCount: 1, lastActivityAt: "2026-05-04T10:00:00.000Z" });
const two = conversation({ lastSeq: 12, unreadCount: 2, lastActivityAt: "2026-05-04T10:01:00.000Z" });

test("what was unread when the portal was opened is no news, and what comes then is", () => {
  const opened = look(NO_NEWS, one);
  assert.equal(countOf(opened), 0);
  assert.equal(countOf(look(opened, two)), 1);
});

test("messages add up until they are read, wherever that was", () => {
  const news = look(look(look(NO_NEWS, read), one), two);
  assert.equal(countOf(news), 2);
  assert.equal(countOf(look(news, { ...two, readSeq: 11, unreadCount: 1 })), 1);
  assert.equal(countOf(look(news, { ...two, readSeq: 12, unreadCount: 0 })), 0);
});

test("what is read and what comes in one look are told apart", () => {
  const news = look(look(NO_NEWS, read), one);
  assert.equal(countOf(look(news, { ...two, readSeq: 11, unreadCount: 1 })), 1);
});

test("one's own messages, entries that nobody wrote and marking unread are no news", () => {
  const news = look(NO_NEWS, read);
  assert.equal(countOf(look(news, { ...one, unreadCount: 0 })), 0);
  assert.equal(countOf(look(news, { ...read, readSeq: 4, unreadCount: 3 })), 0);
});

test("muted conversations and threads in view make no news, not even later", () => {
  for (const quiet of [
    look(look(NO_NEWS, read), { ...one, muted: true }),
    lookAgain(look(NO_NEWS, read), all(one), (id) => id === "c1"),
    withoutSeen(look(look(NO_NEWS, read), one), ["c1"]),
  ]) {
    assert.equal(countOf(quiet), 0);
    assert.equal(countOf(look(quiet, one)), 0);
  }
});

test("muting takes back what was news, and so does leaving", () => {
  const news = look(look(NO_NEWS, read), one);
  assert.equal(countOf(look(news, { ...one, muted: true })), 0);
  assert.equal(countOf(look(news)), 0);
});

test("a conversation that begins is news, and an old one that is scrolled to is not", () => {
  const news = look(NO_NEWS, read);
  const later = "2026-05-05T08:00:00.000Z";
  const begun = conversation({ id: "c2", createdAt: later, lastActivityAt: later, unreadCount: 2 });
  const old = conversation({ id: "c3", lastActivityAt: "2026-05-02T08:00:00.000Z", unreadCount: 4 });
  const back = conversation({ id: "c4", lastActivityAt: later, unreadCount: 4 });
  assert.equal(countOf(look(news, read, begun)), 2);
  assert.equal(countOf(look(news, read, old)), 0);
  assert.equal(countOf(look(news, read, back)), 1);
});

test("conversations that come into sight late are news, in whichever order they are heard of", () => {
  const at = (minute: string) => `2026-05-05T08:${minute}:00.000Z`;
  const earlier = conversation({ id: "c6", lastActivityAt: at("01"), unreadCount: 1 });
  const later = conversation({ id: "c7", lastActivityAt: at("02"), unreadCount: 1 });
  const news = look(look(NO_NEWS, read), read, later);
  assert.equal(countOf(look(news, read, later, earlier)), 2);
});

test("what has been told is told again only with what has come since", () => {
  const told = look(look(NO_NEWS, read), one);
  const upTo = (id: string) => (id === "c1" ? 11 : 0);
  assert.equal(
    isUntold(told, () => 0),
    true,
  );
  assert.equal(isUntold(told, upTo), false);
  assert.equal(isUntold(look(told, { ...one, lastSeq: 12 }), upTo), false);
  assert.equal(isUntold(look(told, two), upTo), true);
});

test("a click leads to the one conversation, and to the inbox where there are several", () => {
  const of = conversation({ id: "c5", kind: "case", caseId: "k 1" });
  const both = look(look(NO_NEWS, read, of), one, { ...of, lastSeq: 11, unreadCount: 1 });
  const place = (news: News) => placeOf(news, all(one, of));
  assert.equal(place(both), "/chat");
  assert.equal(place(withoutSeen(both, ["c5"])), "/chat/c1");
  assert.equal(place(withoutSeen(both, ["c1"])), "/cases/k%201");
});
