import assert from "node:assert/strict";
import { test } from "node:test";
import { chatPath, routeOf } from "../src/pages/routes.ts";

test("an address names its page, and a conversation's address leads back to it", () => {
  assert.deepEqual(routeOf("/"), { page: "home" });
  assert.deepEqual(routeOf("/chat"), { page: "chat", conversationId: null });
  assert.deepEqual(routeOf(chatPath("A.b-1")), { page: "chat", conversationId: "A.b-1" });
  assert.deepEqual(routeOf("/chat/a/b"), { page: "unknown" });
});

test("a badly written address is no crash", () => {
  assert.deepEqual(routeOf("/chat/%E0%A4%A"), { page: "chat", conversationId: "%E0%A4%A" });
});
