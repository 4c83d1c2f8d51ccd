import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { speakHttp } from "../src/core/http.ts";
import { Problem, SignedOut } from "../src/core/problem.ts";
import { Session } from "../src/core/session.ts";
import { storage } from "./samples.ts";

/** Knows one good token at a time, and counts what it was asked. */
const server = createServer((request, response) => {
  if (request.url === "/revoke") {
    request.on("data", (body) => (revocation += body));
    request.on("end", () => response.writeHead(200).end());
  } else if (request.url === "/token") {
    renewals++;
    good = `token-${renewals}`;
    response.writeHead(isRevoked ? 400 : 200);
    response.end(
      JSON.stringify(isRevoked ? { error: "invalid_grant" } : { access_token: good, expires_in: 300 }),
    );
  } else if (request.url === "/v1/sensitive") {
    response.writeHead(401, { "Content-Type": "application/problem+json" });
    response.end(JSON.stringify({ status: 401, code: "STEP_UP_NEEDED", detail: "Sign in again." }));
  } else if (request.headers.authorization !== `Bearer ${good}`) {
    response.writeHead(401).end();
  } else if (request.url === "/v1/refused") {
    response.writeHead(409, { "Content-Type": "application/problem+json" });
    response.end(JSON.stringify({ status: 409, code: "OPTED_OUT", detail: "Opted out." }));
  } else {
    response.end(JSON.stringify({ url: request.url }));
  }
});

let origin = "";
let good = "";
let renewals = 0;
let isRevoked = false;
let revocation = "";

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => ([good, renewals, isRevoked, revocation] = ["first", 0, false, ""]));

function sessionFor(expiresInMs: number, pool = origin): Session {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
  const config = { apiBase: "/v1", clinicName: "", languages: ["en"], clientId: "client", redirectUri: "" };
  const urls = { authorizeUrl: "", tokenUrl: `${pool}/token`, logoutUrl: "" };
  const session = new Session({ ...config, ...urls }, storage);
  session.keep({ accessToken: "first", refreshToken: "refresh", expiresAt: Date.now() + expiresInMs });
  return session;
}

function signedIn(expiresInMs: number) {
  return speakHttp(`${origin}/v1`, sessionFor(expiresInMs));
}

test("a token that is about to expire is renewed before it is used, once for all who ask", async () => {
  const http = signedIn(1_000);
  await Promise.all([http("/a"), http("/b"), http("/c")]);
  assert.equal(renewals, 1);
});

test("a token that was refused on the way is renewed and the request is sent again", async () => {
  const http = signedIn(300_000);
  good = "another";
  assert.deepEqual((await http("/a", { query: { limit: 5, cursor: null } })).body, { url: "/v1/a?limit=5" });
  assert.equal(renewals, 1);
});

test("a session that cannot be renewed ends in SignedOut", async () => {
  const http = signedIn(300_000);
  [good, isRevoked] = ["another", true];
  await assert.rejects(http("/a"), SignedOut);
});

test("a session that ends is forgotten at once, and the pool is told", async () => {
  const session = sessionFor(300_000);
  const told = session.end();
  assert.ok(!session.isSignedIn);
  await told;
  assert.equal(revocation, "token=refresh&client_id=client");
});

test("a renewal that is under way when the session ends does not begin it again", async () => {
  const session = sessionFor(1_000);
  const renewal = assert.rejects(session.token(), SignedOut);
  await session.end();
  await renewal;
  assert.ok(!session.isSignedIn);
});

test("what only a fresh sign-in opens renews nothing and ends nothing", async () => {
  const session = sessionFor(300_000);
  const asking = speakHttp(`${origin}/v1`, session)("/sensitive");
  await assert.rejects(
    asking,
    (error: unknown) => error instanceof Problem && error.code === "STEP_UP_NEEDED",
  );
  assert.equal(renewals, 0);
  assert.ok(session.isSignedIn);
});

test("a session that was released is out of the tab at once and can still say farewell", async () => {
  const session = sessionFor(1_000);
  const released = session.release(storage());
  assert.ok(!session.isSignedIn);
  assert.equal(await released.token(), "token-1");
  assert.ok(await released.end());
  assert.equal(revocation, "token=refresh&client_id=client");
  assert.ok(!session.isSignedIn);
});

test("a pool that cannot be reached keeps nobody signed in", async () => {
  const session = sessionFor(300_000, "http://127.0.0.1:1");
  assert.ok(!(await session.end()));
  assert.ok(!session.isSignedIn);
});

test("a refusal carries the server's code and words", async () => {
  const http = signedIn(300_000);
  await assert.rejects(http("/refused"), (error: unknown) => {
    assert.ok(error instanceof Problem);
    assert.deepEqual([error.code, error.detail], ["OPTED_OUT", "Opted out."]);
    return true;
  });
});
