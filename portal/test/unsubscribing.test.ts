import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf, turnOff, WORDS } from "../src/core/unsubscribing.ts";

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

test("the page speaks the first language of the reader that the mails speak", () => {
  assert.equal(languageOf(["fr-FR", "es-MX", "en"]), "es");
  assert.equal(languageOf(["fr"]), "en");
  assert.equal(languageOf([]), "en");
});

test("both languages say the same things", () => {
  const said = ({ preferences, ...steps }: (typeof WORDS)["en"]) =>
    Object.entries(steps).map(([step, page]) => [step, ...Object.keys(page), preferences !== ""]);
  assert.deepEqual(said(WORDS.es), said(WORDS.en));
});
