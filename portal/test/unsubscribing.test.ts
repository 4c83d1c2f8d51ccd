import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES } from "../src/core/languages.ts";
import { clinic, turnOff, WORDS } from "../src/core/unsubscribing.ts";

const answering = (status: number) => async () => new Response("{}", { status });

test("what the server answers tells what the page says", async () => {
  assert.equal(await turnOff("t", answering(200)), "done");
  assert.equal(await turnOff("t", answering(404)), "unknown");
  for (const status of [429, 500, 503]) assert.equal(await turnOff("t", answering(status)), "failed");
  assert.equal(await turnOff("t", () => Promise.reject(new TypeError("no network"))), "failed");
});

test("it asks as a mail program would, and for this token alone", async () => {
  const asked: [unknown, RequestInit | undefined][] = [];
  await turnOff("a/b", async (address, request) => {
    asked.push([address, request]);
    return new Response("{}");
  });
  const [[address, request]] = asked as [[unknown, RequestInit]];
  assert.equal(address, "/v1/unsubscribe/a%2Fb");
  assert.equal(request.method, "POST");
  assert.equal(String(request.body), "List-Unsubscribe=One-Click");
});

test("a clinic that does not answer has no name, and is taken to speak whatever its reader does", async () => {
  const told = { clinicName: "Clinic", languages: ["es"] };
  assert.deepEqual(await clinic(async () => Response.json(told)), told);
  assert.deepEqual(await clinic(answering(503)), { clinicName: "", languages: LANGUAGES });
});

test("all languages say the same things", () => {
  const said = ({ preferences, ...steps }: (typeof WORDS)["en"]) =>
    Object.entries(steps).map(([step, page]) => [step, ...Object.keys(page), preferences !== ""]);
  for (const language of LANGUAGES) assert.deepEqual(said(WORDS[language]), said(WORDS.en));
});
