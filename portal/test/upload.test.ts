import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Api } from "../src/core/api.ts";
import { trayOf } from "../src/core/attachments.ts";
import type { Chat } from "../src/core/chat.ts";
import { Problem, Unreachable } from "../src/core/problem.ts";
import type { Attachment, NewAttachment } from "../src/core/shapes.ts";
import { refusalIn, StoreRefusal, type SendForm } from "../src/core/store-form.ts";
import { Uploader } from "../src/core/upload.ts";
import { attachment, chatOver } from "./samples.ts";

const limits = { attachmentBytes: 20, attachmentTypes: ["application/pdf"], attachmentsPerMessage: 10 };
const file = (name: string, bytes = 10) => new File(["x".repeat(bytes)], name);

/** A clinic that passes every file it gets; `change` what a test wants otherwise. */
function clinic(send: SendForm, change: Partial<Api> = {}) {
  const declared = new Map<string, NewAttachment>();
  const api: Partial<Api> = {
    permitUpload: async (_, body, key) => {
      declared.set(key, body);
      const known = attachment({ id: `of ${key}`, fileName: body.fileName, state: "uploading" });
      return { attachment: known, upload: { url: "store", fields: {}, expiresAt: "" } };
    },
    uploaded: async (_, id) => attachment({ id, state: "ready" }),
    attachment: async (_, id) => attachment({ id, state: "ready" }),
    ...change,
  };
  const chat = chatOver(api);
  return { chat, declared, uploader: new Uploader(chat, limits, send) };
}

const states = (chat: Chat) => trayOf(chat.store.state, "c1").uploads.map(({ state }) => state);
const troubles = (chat: Chat) => trayOf(chat.store.state, "c1").uploads.map(({ trouble }) => trouble?.code);

/** Until the tray looks as wanted; each turn lets everything run that can. */
async function until(isThere: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000 && !isThere(); turn++) await new Promise((next) => setTimeout(next, 1));
  assert.ok(isThere());
}

test("a file is declared with its type and checksum, sent, and ready once it has passed", async () => {
  const { chat, declared, uploader } = clinic(async (_, __, { onProgress }) => onProgress(50));
  uploader.add("c1", [file("scan.PDF")]);
  await until(() => states(chat)[0] === "ready");
  const [body] = declared.values();
  const sha256 = createHash("sha256").update("x".repeat(10)).digest("base64");
  assert.deepEqual(body, { fileName: "scan.PDF", contentType: "application/pdf", size: 10, sha256 });
});

test("three go at once, the next when one of them is through", async () => {
  const waiting: (() => void)[] = [];
  const { chat, uploader } = clinic(() => new Promise((resolve) => waiting.push(resolve)));
  uploader.add(
    "c1",
    ["a", "b", "c", "d"].map((name) => file(`${name}.pdf`)),
  );
  await until(() => waiting.length === 3);
  assert.deepEqual(states(chat), ["uploading", "uploading", "uploading", "waiting"]);
  waiting[0]!();
  await until(() => waiting.length === 4);
  for (const done of waiting) done();
  await until(() => states(chat).every((state) => state === "ready"));
});

test("one byte too many, another type and an empty file are refused before anything is sent", async () => {
  const { chat, declared, uploader } = clinic(async () => undefined);
  uploader.add("c1", [file("a.pdf", 21), file("b.exe"), file("c.pdf", 0), file("d.pdf", 20)]);
  await until(() => states(chat)[3] === "ready");
  assert.deepEqual(troubles(chat).slice(0, 3), ["TOO_LARGE", "NOT_TAKEN", "EMPTY"]);
  assert.equal(declared.size, 1);
});

test("the store's own refusal of what is too large says the same", async () => {
  const { chat, uploader } = clinic(async () => {
    throw refusalIn(400, "<Error><Code>EntityTooLarge</Code></Error>");
  });
  uploader.add("c1", [file("a.pdf")]);
  await until(() => states(chat)[0] === "refused");
  assert.deepEqual(troubles(chat), ["TOO_LARGE"]);
});

test("what failed goes on under the same name when it is tried again", async () => {
  let isBroken = true;
  const { chat, declared, uploader } = clinic(async () => {
    if (isBroken) throw new StoreRefusal("AccessDenied");
  });
  uploader.add("c1", [file("a.pdf")]);
  await until(() => states(chat)[0] === "failed");
  isBroken = false;
  uploader.retry("c1", [...declared.keys()][0]!);
  await until(() => states(chat)[0] === "ready");
  assert.equal(declared.size, 1);
});

test("an upload that the server has not seen is sent once more", async () => {
  let sent = 0;
  const uploaded = async (_: string, id: string): Promise<Attachment> => {
    if (sent < 2) throw new Problem(409, { code: "NOT_UPLOADED" });
    return attachment({ id, state: "ready" });
  };
  const { chat, declared, uploader } = clinic(async () => void sent++, { uploaded });
  uploader.add("c1", [file("a.pdf")]);
  await until(() => states(chat)[0] === "failed");
  uploader.retry("c1", [...declared.keys()][0]!);
  await until(() => states(chat)[0] === "ready");
  assert.equal(sent, 2);
});

test("a cancelled upload is broken off and can be begun anew", async () => {
  let isHeld = true;
  const { chat, declared, uploader } = clinic((_, __, { signal }) => {
    if (!isHeld) return Promise.resolve();
    return new Promise((_, reject) =>
      signal.addEventListener("abort", () => reject(new Unreachable("broken off"))),
    );
  });
  uploader.add("c1", [file("a.pdf")]);
  await until(() => states(chat)[0] === "uploading");
  const [key] = declared.keys();
  uploader.cancel("c1", key!);
  assert.deepEqual(states(chat), ["cancelled"]);
  isHeld = false;
  uploader.retry("c1", key!);
  await until(() => states(chat)[0] === "ready");
});

test("after a reload what had arrived is there again and what had not is told as lost", async () => {
  const { chat, uploader } = clinic(async () => undefined, {
    uploaded: async (_, id) => {
      if (id === "half") throw new Problem(409, { code: "NOT_UPLOADED" });
      return attachment({ id, state: "ready" });
    },
    attachment: async (_, id) => {
      if (id === "old") throw new Problem(404, { code: "NOT_FOUND" });
      return attachment({ id, state: "ready" });
    },
  });
  uploader.resume("c1", [
    attachment({ id: "ready" }),
    attachment({ id: "checking", state: "checking" }),
    attachment({ id: "whole", state: "uploading" }),
    attachment({ id: "half", state: "uploading" }),
    attachment({ id: "old" }),
  ]);
  await until(() => !states(chat).includes("checking") && states(chat)[4] === "refused");
  assert.deepEqual(states(chat), ["ready", "ready", "ready", "refused", "refused"]);
  assert.deepEqual(troubles(chat).slice(3), ["LOST", "UNSENT_TOO_LONG"]);
});
