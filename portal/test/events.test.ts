import assert from "node:assert/strict";
import { test } from "node:test";
import { withConversations, withMessages } from "../src/core/changes.ts";
import type { Chat } from "../src/core/chat.ts";
import { typistsIn } from "../src/core/company.ts";
import { applyEvent } from "../src/core/events.ts";
import { threadOf } from "../src/core/state.ts";
import { chatOver, conversation, message, nurse, patient } from "./samples.ts";

const time = "2026-05-04T10:00:00.000Z";
const later = "2026-05-04T10:00:01.000Z";
const tell = (chat: Chat, event: string, data: unknown, at = time) =>
  applyEvent(chat, { id: "e", event, time: at, data });
const mine = message(4, { sender: nurse, status: "sent" });
const receipt = { conversationId: "c1", personId: "doctor", deliveredSeq: 4, readSeq: 4 };

function statusAfterReceipt(kind: "topic" | "case"): Promise<string | null | undefined> {
  const chat = chatOver({});
  chat.store.change((state) =>
    withMessages(withConversations(state, [conversation({ kind })]), "c1", [mine]),
  );
  return tell(chat, "receipt.updated", receipt).then(
    () => threadOf(chat.store.state, "c1").messages[0]?.status,
  );
}

test("a colleague's reading is a receipt in a case, and none where the patient is meant", async () => {
  assert.equal(await statusAfterReceipt("case"), "read");
  assert.equal(await statusAfterReceipt("topic"), "sent");
});

test("the page is loaded anew once the server speaks of another record, and not before", async () => {
  const chat = chatOver({});
  let reloads = 0;
  Object.assign(globalThis, { location: { reload: () => reloads++ } });
  for (const recordId of ["one", "one"]) await tell(chat, "pong", { recordId });
  assert.equal(reloads, 0);
  await tell(chat, "pong", { recordId: "two" });
  assert.equal(reloads, 1);
});

test("who has sent their message is no longer typing", async () => {
  const chat = chatOver({});
  await tell(chat, "typing", { conversationId: "c1", person: patient, on: true });
  assert.equal(typistsIn(chat.store.state.company, "c1").length, 1);
  await tell(chat, "message.created", { conversation: conversation(), message: message(10) });
  assert.equal(typistsIn(chat.store.state.company, "c1").length, 0);
});

test("presence is heard of those who come and of those who go", async () => {
  const chat = chatOver({});
  await tell(chat, "presence", { personId: "patient", online: true });
  assert.ok(chat.store.state.company.online.has("patient"));
  await tell(chat, "presence", { personId: "patient", online: false });
  assert.ok(!chat.store.state.company.online.has("patient"));
});

test("what is heard late of somebody's coming does not bring them back", async () => {
  const chat = chatOver({});
  await tell(chat, "presence", { personId: "patient", online: false }, later);
  await tell(chat, "presence", { personId: "patient", online: true });
  assert.ok(!chat.store.state.company.online.has("patient"));
});
