import assert from "node:assert/strict";
import { test } from "node:test";
import { countIn, noticeOf, readPushed } from "../src/worker/pushed.ts";

test("what cannot be understood is a new message somewhere, for something must be shown", () => {
  for (const content of [null, "3", [], { count: "3" }, { count: -1, path: "https://elsewhere.example/" }]) {
    assert.deepEqual(readPushed(content), { count: 1, path: "/chat" });
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
  assert.deepEqual(readPushed({ count: 2, path: "/cases/k%201" }), { count: 2, path: "/cases/k%201" });
});

test("one notice stands for several conversations, and the last count of each holds", () => {
  const first = noticeOf({ count: 1, path: "/chat/a" }, null);
  assert.deepEqual([first.words, first.data.path], ["New message", "/chat/a"]);
  const second = noticeOf({ count: 2, path: "/chat/a" }, first.data);
  assert.deepEqual([second.words, second.data.path], ["2 new messages", "/chat/a"]);
  const third = noticeOf({ count: 3, path: "/chat/b" }, second.data);
  assert.deepEqual([third.words, third.data.path], ["5 new messages", "/chat"]);
  assert.equal(third.tag, first.tag);
});

test("a visit at which somebody waits has a notice of its own that does not say who", () => {
  const notice = noticeOf({ count: 1, path: "/visits/v1" }, { path: "/chat/a", counts: { "/chat/a": 2 } });
  assert.equal(notice.tag, "v1");
  assert.equal(notice.data.path, "/visits/v1");
  assert.equal(countIn(notice.data), 0);
});
