import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Attending } from "../src/core/attending.ts";
import { withLink } from "../src/core/changes.ts";
import { Problem, Unreachable } from "../src/core/problem.ts";
import { tellCallNews } from "../src/core/signals.ts";
import { forgetVisit, isMarked, markVisit } from "../src/core/visit-mark.ts";
import { chatOver, storage } from "./samples.ts";
import { appointment, live, ms, waiting } from "./visit-samples.ts";

const SESSION = { provider: "chime", meeting: {}, attendee: {} } as const;
const inRoom = { state: "waiting", appointment: appointment({ call: waiting }) };
const inCall = (minutes: number) => ({
  state: "live",
  callId: "c",
  session: SESSION,
  expiresAt: new Date(ms("10:00") + minutes * 60_000).toISOString(),
  appointment: appointment({ call: live }),
});

/** A window at the visit at 10:00, over answers that the test gives one after the other. */
function windowAt(t: TestContext, answers: unknown[]) {
  t.mock.timers.enable({ apis: ["Date", "setTimeout", "setInterval"], now: ms("10:00") });
  const [said, asked, sessions]: [boolean[], string[], boolean[]] = [[], [], []];
  const http = async (path: string) => {
    asked.push(path.split("/").at(-1)!);
    const body = answers.shift();
    if (body instanceof Error) throw body;
    return { status: 200, body, asOf: null };
  };
  const say = (frame: { action: string; here?: boolean }) =>
    frame.here !== undefined && said.push(frame.here);
  const chat = { ...chatOver({ http: http as never }), say: say as never };
  chat.store.change((state) => withLink(state, "live"));
  const attending = new Attending(chat, "a1", {
    onSession: (_session, isFirst) => sessions.push(isFirst),
    onProblem: (error) => assert.fail(String(error)),
  });
  t.after(() => attending.stop());
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { chat, attending, said, asked, sessions, settle };
}

test("whoever waits says that they are here at once, every 20 s, after a break, and that they go", async (t) => {
  const { chat, attending, said, settle } = windowAt(t, [inRoom, appointment({ call: waiting })]);
  assert.equal(await attending.join(), "waiting");
  const before = said.length;
  t.mock.timers.tick(40_000);
  assert.equal(said.length, before + 2);
  chat.store.change((state) => withLink(state, "broken"));
  chat.store.change((state) => withLink(state, "live"));
  await settle();
  assert.equal(said.length, before + 3);
  attending.leave();
  t.mock.timers.tick(60_000);
  assert.deepEqual(said.slice(before + 3), [false]);
});

test("a session is renewed at two thirds of its life, and stays the same call", async (t) => {
  const { attending, asked, sessions, settle } = windowAt(t, [inCall(15), inCall(25)]);
  assert.equal(await attending.start(), "live");
  t.mock.timers.tick(10 * 60_000 - 1);
  assert.deepEqual(asked, ["start"]);
  t.mock.timers.tick(1);
  await settle();
  assert.deepEqual(asked, ["start", "join"]);
  assert.deepEqual(sessions, [true, false]);
});

test("a renewal that does not get through is repeated, one that is refused asks how the visit stands", async (t) => {
  const refused = new Problem(409, { code: "CALL_OVER" });
  const answers = [inCall(15), new Unreachable("gone"), refused, appointment({ call: live })];
  const { attending, asked, settle } = windowAt(t, answers);
  await attending.join();
  t.mock.timers.tick(10 * 60_000);
  await settle();
  t.mock.timers.tick(6_000);
  await settle();
  assert.deepEqual(asked, ["join", "join", "join", "a1"]);
  t.mock.timers.tick(60_000);
  assert.equal(asked.length, 4);
});

test("who may signal no longer joins again, once for many refusals", async (t) => {
  const { chat, attending, asked, settle } = windowAt(t, [inCall(15), inCall(15)]);
  await attending.join();
  for (let time = 0; time < 3; time++) tellCallNews(chat, { kind: "refused", code: "CALL_RIGHT_EXPIRED" });
  await settle();
  assert.deepEqual(asked, ["join", "join"]);
});

test("who has hung up meanwhile is not brought back by an answer that was on its way", async (t) => {
  const { attending, sessions, said } = windowAt(t, [inCall(15)]);
  const joining = attending.join();
  attending.stop();
  await joining;
  assert.deepEqual([sessions, said], [[], []]);
});

test("a tab that was reloaded in a visit goes back into this one, of this person", () => {
  const ofTab = storage();
  markVisit({ personId: "p", appointmentId: "a1" }, ofTab);
  assert.ok(isMarked({ personId: "p", appointmentId: "a1" }, ofTab));
  assert.ok(!isMarked({ personId: "p", appointmentId: "a2" }, ofTab));
  assert.ok(!isMarked({ personId: "other", appointmentId: "a1" }, ofTab));
  forgetVisit(ofTab);
  assert.ok(!isMarked({ personId: "p", appointmentId: "a1" }, ofTab));
});
