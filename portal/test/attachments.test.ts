import assert from "node:assert/strict";
import { test } from "node:test";
import { withAttachment, withTray } from "../src/core/attachments.ts";
import { withMessages, withThread } from "../src/core/changes.ts";
import { applyEvent } from "../src/core/events.ts";
import { shortened, sizeInWords } from "../src/core/file-names.ts";
import { acceptOf, refusalOf, typeOf } from "../src/core/file-rules.ts";
import { filesInWords } from "../src/core/in-words.ts";
import { fitted, jpegName } from "../src/core/compress.ts";
import { outgoing } from "../src/core/outgoing.ts";
import { EMPTY, threadOf } from "../src/core/state.ts";
import { withRecalled } from "../src/core/tray.ts";
import { attachment, chatOver, message } from "./samples.ts";

const refused = attachment({ state: "refused", reason: "MALWARE" });

test("what becomes of a file shows wherever it stands", () => {
  const entry = outgoing("name", { text: "", attachments: [attachment()] }, "2026-05-04T10:00:00.000Z");
  const thread = withThread(withMessages(EMPTY, "c1", [message(1, { attachments: [attachment()] })]), "c1", {
    outgoing: [entry],
  });
  const state = withAttachment(
    withTray(thread, "c1", (tray) => withRecalled(tray, [attachment()])),
    "c1",
    refused,
  );
  const { messages, outgoing: queue } = threadOf(state, "c1");
  assert.equal(messages[0]?.attachments[0]?.state, "refused");
  assert.equal(queue[0]?.attachments?.[0]?.state, "refused");
  assert.equal(state.trays.get("c1")?.uploads[0]?.state, "refused");
});

test("a page that is older than a refusal does not take it back", () => {
  const page = [message(1, { attachments: [attachment()] })];
  const state = withAttachment(withMessages(EMPTY, "c1", page), "c1", refused);
  const later = withMessages(state, "c1", page);
  assert.equal(threadOf(later, "c1").messages[0]?.attachments[0]?.reason, "MALWARE");
});

test("an event tells of a file in a thread that is loaded", async () => {
  const chat = chatOver({});
  chat.store.change((state) => withMessages(state, "c1", [message(1, { attachments: [attachment()] })]));
  const data = { conversationId: "c1", attachment: refused };
  await applyEvent(chat, { id: "e", event: "attachment.updated", time: "", data });
  assert.equal(threadOf(chat.store.state, "c1").messages[0]?.attachments[0]?.state, "refused");
});

test("exactly the limit passes, one byte more does not", () => {
  const limits = {
    attachmentBytes: 26_214_400,
    attachmentTypes: ["application/pdf"],
    attachmentsPerMessage: 10,
  };
  const file = { name: "scan.pdf", type: "", size: 26_214_400 };
  assert.equal(refusalOf(file, limits), null);
  assert.equal(refusalOf({ ...file, size: 26_214_401 }, limits), "TOO_LARGE");
});

test("the type is the one that the name says, on whatever machine", () => {
  assert.equal(typeOf({ name: "table.CSV", type: "application/vnd.ms-excel" }), "text/csv");
  assert.equal(typeOf({ name: "IMG_1.heic", type: "" }), "image/heic");
  assert.equal(typeOf({ name: "photo", type: "image/png" }), "image/png");
  assert.equal(acceptOf(["image/heic"]), "image/heic,.heic,.heif");
});

test("a long name loses its middle, and signs that would hide its ending", () => {
  assert.equal(shortened("scan.pdf"), "scan.pdf");
  assert.equal(shortened("a very long name of a document.pdf", 20), "a very lo…cument.pdf");
  assert.equal(shortened("photo\u202egpj.exe"), "photogpj.exe");
});

test("sizes stand in the unit of the limit", () => {
  assert.equal(sizeInWords("en", 26_214_400), "25 MiB");
  assert.equal(sizeInWords("en", 1), "1 KiB");
  assert.equal(sizeInWords("es", 1_600_000), "1,5 MiB");
});

test("files are named by what they are and how many", () => {
  const photo = attachment({ contentType: "image/jpeg" });
  assert.equal(filesInWords([photo]), "Photo");
  assert.equal(filesInWords([attachment()]), "File");
  assert.equal(filesInWords([photo, photo]), "2 files");
});

test("a picture is made smaller in its proportion and becomes a JPEG", () => {
  assert.deepEqual(fitted({ width: 8000, height: 4000 }, 4096), [4096, 2048]);
  assert.deepEqual(fitted({ width: 800, height: 400 }, 4096), [800, 400]);
  assert.equal(jpegName("scan.of.page.png"), "scan.of.page.jpg");
});
