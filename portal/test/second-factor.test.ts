import assert from "node:assert/strict";
import { test } from "node:test";
import { generate } from "lean-qr/nano";
import type { Http } from "../src/core/http.ts";
import { Problem, Unreachable } from "../src/core/problem.ts";
import { speakHttp } from "../src/core/http.ts";
import {
  appKey,
  beginEnrolment,
  digitsOf,
  goodForMs,
  inFours,
  mayBeSentAgain,
  takeReturned,
} from "../src/core/second-factor.ts";
import { storage } from "./samples.ts";

async function begun(): Promise<Storage> {
  const kept = storage();
  const http = (async () => ({ body: { id: "e1", url: "/login?x" } })) as unknown as Http;
  assert.equal(await beginEnrolment(http, "/chat/c1", kept), "/login?x");
  return kept;
}

function returned(query: string, kept: Storage) {
  kept.setItem("clinic-messaging.second-factor.answer", query);
  return takeReturned(kept);
}

test("who comes back from the hosted page goes on where they were, and its answer is good once", async () => {
  const kept = await begun();
  assert.deepEqual(returned("state=second-factor.e1&code=abc", kept), {
    id: "e1",
    path: "/chat/c1",
    code: "abc",
  });
  assert.equal(returned("state=second-factor.e1&code=abc", kept), null);
});

test("a sign-in that was given up has no code, and an answer to something else is none", async () => {
  assert.equal(returned("state=second-factor.e1&error=access_denied", await begun())?.code, null);
  assert.equal(returned("state=second-factor.other&code=abc", await begun()), null);
});

test("a code is its digits, however it was typed or pasted", () => {
  assert.equal(digitsOf(" 123 456 "), "123456");
  assert.equal(digitsOf("123-4567"), "123456");
  assert.equal(digitsOf("12a"), "12");
});

test("a key is read four letters at a time", () => {
  assert.equal(inFours("ABCDEFGHIJ"), "ABCD EFGH IJ");
  assert.equal(inFours("ABCD"), "ABCD");
});

test("a key is shown for a quarter of an hour, also where the machine's clock is an hour ahead", async () => {
  const body = { key: "K", address: "otpauth:", expiresAt: "2026-05-04T10:15:00.000Z" };
  const answer = { status: 200, body, asOf: "Mon, 04 May 2026 10:00:00 GMT" };
  const key = await appKey((async () => answer) as unknown as Http, "e1", "abc");
  assert.equal(goodForMs(key, Date.parse("2026-05-04T11:00:00.000Z")), 900_000);
  assert.equal(goodForMs({ ...key, asOf: null }, Date.parse("2026-05-04T10:14:00.000Z")), 60_000);
  assert.equal(goodForMs({ ...key, asOf: null }, Date.parse("2026-05-04T11:00:00.000Z")), 0);
});

test("a wrong code, or one without an answer, may be sent again; another refusal ends the attempt", () => {
  assert.equal(mayBeSentAgain(new Unreachable()), true);
  assert.equal(mayBeSentAgain(new Problem(503, { code: "BUSY" })), true);
  assert.equal(mayBeSentAgain(new Problem(409, { code: "CODE_REFUSED" })), true);
  assert.equal(mayBeSentAgain(new Problem(409, { code: "ENROLMENT_REFUSED" })), false);
});

test("an app's address fits a code, dark in its corners", () => {
  const code = generate("otpauth://totp/Clinic:nora?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Clinic");
  assert.ok(code.size <= 57);
  assert.ok(code.get(0, 0) && code.get(code.size - 1, 0) && code.get(0, code.size - 1));
});

test("that a second factor is asked first is told, and no other refusal is", async (context) => {
  const codes = ["SECOND_FACTOR_REQUIRED", "FORBIDDEN"];
  const answers = codes.map((code) => new Response(JSON.stringify({ code }), { status: 403 }));
  context.mock.method(globalThis, "fetch", async () => answers.shift());
  let told = 0;
  const http = speakHttp("/v1", { token: async () => "t", renew: async () => "t" }, () => void told++);
  for (const code of codes) await assert.rejects(http("/conversations"), { code });
  assert.equal(told, 1);
});
