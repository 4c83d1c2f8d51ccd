import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, languageOf } from "../src/core/languages.ts";
import { countIn, noticeOf, readPushed } from "../src/worker/pushed.ts";

test("what cannot be understood is a new message somewhere, for something must be shown", () => {
  for (const content of [null, "3", [], { count: "3" }, { count: -1, path: "https://elsewhere.example/" }]) {
    assert.deepEqual({ ...readPushed(content), language: "" }, { count: 1, path: "/chat", language: "" });
  }
  for (const path of [
    "//elsewhere.example",
    "/chat/../v1/me",
    "/chat/a/b",
    "javascript:alert(1)",
    "/preferences",
  ]) {
    assert.equal(readPushed({ count: 2, path }).path, "/chat");
  }
  assert.deepEqual(readPushed({ count: 2, path: "/cases/k%201", language: "es" }), {
    count: 2,
    path: "/cases/k%201",
    language: "es",
  });
});

test("one notice stands for several conversations, and the last count of each holds", () => {
  const first = noticeOf({ count: 1, path: "/chat/a", language: "en" }, null);
  assert.deepEqual([first.words, first.data.path], ["New message", "/chat/a"]);
  const second = noticeOf({ count: 2, path: "/chat/a", language: "en" }, first.data);
  assert.deepEqual([second.words, second.data.path], ["2 new messages", "/chat/a"]);
  const third = noticeOf({ count: 3, path: "/chat/b", language: "en" }, second.data);
  assert.deepEqual([third.words, third.data.path], ["5 new messages", "/chat"]);
  assert.equal(third.tag, first.tag);
});

test("a visit at which somebody waits has a notice of its own that does not say who", () => {
  const notice = noticeOf(
    { count: 1, path: "/visits/v1", language: "en" },
    { path: "/chat/a", counts: { "/chat/a": 2 } },
  );
  assert.equal(notice.tag, "v1");
  assert.equal(notice.data.path, "/visits/v1");
  assert.equal(countIn(notice.data), 0);
});

test("a notice speaks the language that the push names, else the browser’s", () => {
  const inSpanish = readPushed({ count: 2, path: "/chat/a", language: "es" });
  assert.equal(noticeOf(inSpanish, null).words, "2 mensajes nuevos");
  assert.equal(noticeOf({ ...inSpanish, count: 1 }, null).words, "Mensaje nuevo");
  assert.match(noticeOf({ ...inSpanish, path: "/visits/v1" }, null).words, /^Alguien espera/);
  assert.equal(readPushed({ language: "nn-NO" }).language, "en");
  assert.equal(readPushed(null).language, languageOf(navigator.languages, LANGUAGES));
});
