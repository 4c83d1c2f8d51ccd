import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem, SignedOut, Unreachable } from "../src/core/problem.ts";
import { beginStepUp, finishStepUp, refusalOf, takeAnswer } from "../src/core/step-up.ts";
import { chatOver, storage } from "./samples.ts";

const wish = { conversationId: "c1", seq: 4, path: "/chat/c1" };
const asked = { ...wish, id: "s1", askedAt: 1_000 };

async function keptAfterAsking(): Promise<Storage> {
  const kept = storage();
  const chat = chatOver({ beginStepUp: async () => ({ id: "s1", url: "/login?x", expiresAt: "" }) });
  assert.equal(await beginStepUp(chat, wish, kept, 1_000), "/login?x");
  return kept;
}

const answered = (query: string, kept: Storage) => takeAnswer(new URLSearchParams(query), kept);

test("who comes back from signing in again is where they wanted to read, and the answer is good once", async () => {
  const kept = await keptAfterAsking();
  assert.deepEqual(answered("state=step-up.s1&code=abc", kept), { kind: "code", asked, code: "abc" });
  assert.deepEqual(answered("state=step-up.s1&code=abc", kept), {
    kind: "refusal",
    asked: null,
    refusal: "unasked",
  });
});

test("an answer to something else than was asked unlocks nothing", async () => {
  const answer = answered("state=step-up.other&code=abc", await keptAfterAsking());
  assert.deepEqual(answer, { kind: "refusal", asked, refusal: "unasked" });
});

test("a sign-in that was given up and a service that is out of order are told apart", async () => {
  const refusals = await Promise.all(
    ["access_denied", "server_error"].map(async (error) => {
      const answer = answered(`state=step-up.s1&error=${error}`, await keptAfterAsking());
      return answer.kind === "refusal" && answer.refusal;
    }),
  );
  assert.deepEqual(refusals, ["cancelled", "unreachable"]);
});

test("a code is handed in again while the service is busy, and a refusal is final", async () => {
  const done = { unlockedUntil: "2026-05-04T10:05:00.000Z", asOf: null };
  const answer = { kind: "code", asked, code: "abc" } as const;
  let tries = 0;
  const chat = chatOver({
    finishStepUp: async () => {
      if (++tries < 3) throw new Problem(503, {});
      return done;
    },
  });
  assert.deepEqual(await finishStepUp(chat, answer, async () => undefined), done);

  const refusing = chatOver({
    finishStepUp: async () => {
      tries++;
      throw new Problem(401, { code: "STEP_UP_REFUSED" });
    },
  });
  await assert.rejects(finishStepUp(refusing, answer, async () => undefined));
  assert.equal(tries, 4);
});

test("a refusal after more than five minutes was a late one; an ended session is none", () => {
  const refused = new Problem(401, { code: "STEP_UP_REFUSED" });
  assert.equal(refusalOf(refused, asked, 2_000), "refused");
  assert.equal(refusalOf(refused, asked, 301_000), "late");
  assert.equal(refusalOf(new Unreachable("cut"), asked, 2_000), "unreachable");
  assert.throws(() => refusalOf(new SignedOut("ended"), asked, 2_000), SignedOut);
});
