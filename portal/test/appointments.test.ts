import assert from "node:assert/strict";
import { test } from "node:test";
import {
  loadAppointment,
  loadAppointments,
  serverTime,
  visitsOf,
  withAppointments,
} from "../src/core/appointments.ts";
import type { Chat } from "../src/core/chat.ts";
import { applyEvent } from "../src/core/events.ts";
import { Problem } from "../src/core/problem.ts";
import { onCallNews } from "../src/core/signals.ts";
import { talkOf } from "../src/core/visit-talk.ts";
import { chatOver, conversation, nurse } from "./samples.ts";
import { appointment, at, call, live, ms, waiting } from "./visit-samples.ts";

const tell = (chat: Chat, event: string, data: unknown) =>
  applyEvent(chat, { id: "e", event, time: "", data });
const stateOf = (chat: Chat) => visitsOf(chat.store.state).appointments.get("a1")?.call.state;
const http = (answer: (path: string) => unknown) =>
  (async (path: string) => {
    const body = answer(path);
    if (body instanceof Error) throw body;
    return { status: 200, body, asOf: "Mon, 04 May 2026 10:00:00 GMT" };
  }) as never;

function chatThatKnows(known = appointment({ call: waiting })): Chat {
  const chat = chatOver({ http: http(() => known) });
  chat.store.change((state) => withAppointments(state, [known]));
  return chat;
}

test("an event is news only where its revision is larger", async () => {
  const chat = chatThatKnows();
  await tell(chat, "call.started", { appointmentId: "a1", call: live });
  assert.equal(stateOf(chat), "live");
  await tell(chat, "call.waiting", { appointmentId: "a1", call: waiting });
  await tell(chat, "call.updated", { appointmentId: "a1", call: { ...live, state: "none" } });
  assert.equal(stateOf(chat), "live");
});

test("a page that was read before an event does not undo it", async () => {
  const chat = chatOver({ http: http(() => ({ items: [appointment({ call: waiting })], next: null })) });
  chat.store.change((state) => withAppointments(state, [appointment({ call: live })]));
  await loadAppointments(chat);
  assert.equal(stateOf(chat), "live");
  assert.equal(visitsOf(chat.store.state).phase, "ready");
});

test("an event about an appointment that is not known yet has it fetched", async () => {
  const chat = chatOver({ http: http(() => appointment({ call: call() })) });
  await tell(chat, "call.waiting", { appointmentId: "a1", call: waiting });
  assert.equal(stateOf(chat), "waiting");
});

test("an event with nothing new of the call has the appointment fetched: it was moved", async () => {
  const chat = chatThatKnows();
  const moved = appointment({ startsAt: at("12:00"), call: { ...waiting, revision: 5 } });
  Object.assign(chat.api, { http: http(() => moved) });
  await tell(chat, "call.updated", { appointmentId: "a1", call: waiting });
  assert.equal(visitsOf(chat.store.state).appointments.get("a1")?.startsAt, at("10:00"));
  await tell(chat, "call.updated", { appointmentId: "a1", call: { ...waiting, revision: 5 } });
  assert.equal(visitsOf(chat.store.state).appointments.get("a1")?.startsAt, at("12:00"));
});

test("an appointment that is somebody else's now leaves the list, and one that cannot be asked for stays", async () => {
  const chat = chatThatKnows();
  const refused = (status: number) => Object.assign(chat.api, { http: http(() => new Problem(status, {})) });
  refused(503);
  await assert.rejects(loadAppointment(chat, "a1"));
  assert.equal(stateOf(chat), "waiting");
  refused(404);
  await assert.rejects(loadAppointment(chat, "a1"));
  assert.equal(stateOf(chat), undefined);
});

test("a list that fails says so only while nothing is there to show", async () => {
  const chat = chatOver({ http: http(() => new Problem(500, {})) });
  await assert.rejects(loadAppointments(chat));
  assert.equal(visitsOf(chat.store.state).phase, "failed");
});

test("doors go by the server's clock, not by a browser's that is wrong", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: ms("09:40") });
  const chat = chatOver({ http: http(() => ({ items: [], next: null })) });
  await loadAppointments(chat);
  assert.equal(serverTime(chat.store.state), ms("10:00"));
});

test("signals and refusals reach who listens, and nobody else", async () => {
  const chat = chatThatKnows();
  const heard: unknown[] = [];
  const end = onCallNews(chat, (news) => heard.push(news));
  await tell(chat, "call.signal", { appointmentId: "a1", from: "p", data: { kind: "hello" } });
  await tell(chat, "error", { code: "CALL_RIGHT_EXPIRED", detail: "…" });
  end();
  await tell(chat, "call.signal", { appointmentId: "a1", from: "p", data: { kind: "bye" } });
  assert.deepEqual(
    heard.map((news) => (news as { kind: string }).kind),
    ["signal", "refused"],
  );
});

test("beside a visit stands the direct conversation of the two, else the latest with the patient, never a case", () => {
  const late = conversation({ id: "late", lastActivityAt: "2026-05-09T00:00:00Z" });
  const direct = conversation({ id: "direct", kind: "direct", provider: nurse });
  const others = conversation({ id: "others", kind: "direct", provider: { ...nurse, id: "other" } });
  const aCase = conversation({ id: "case", kind: "case", lastActivityAt: "2026-06-09T00:00:00Z" });
  assert.equal(talkOf(appointment(), [late, direct, aCase])?.id, "direct");
  assert.equal(talkOf(appointment(), [others, aCase, late])?.id, "late");
  assert.equal(talkOf(appointment(), [aCase]), null);
});
