import assert from "node:assert/strict";
import { test } from "node:test";
import { callingFor } from "../src/core/calling.ts";
import { stepOf } from "../src/core/visit-step.ts";
import { countdown, doorOf, nextChange, timeSpan, upcoming } from "../src/core/visit-times.ts";
import { lateUntil, standingOf } from "../src/core/visit-words.ts";
import { nurse, patient } from "./samples.ts";
import { appointment, at, call, live, ms, waiting } from "./visit-samples.ts";

const clock = { locale: "en-US", timeZone: "America/Chicago", now: () => new Date(ms("10:00")) };
const WAY = { hasJoined: false, hasSession: false, hasLeft: false };

test("a visit opens at the minute and closes at its end; a live call may be returned to until it is ended", () => {
  const doors = (one = appointment()) =>
    ["09:44", "09:45", "10:29", "10:30", "10:44", "10:45"].map((time) => doorOf(one, ms(time)));
  assert.deepEqual(doors(), ["early", "open", "open", "over", "over", "over"]);
  assert.deepEqual(doors(appointment({ call: live })), ["open", "open", "open", "open", "open", "open"]);
});

test("what was cancelled or has ended stays closed at any time", () => {
  for (const time of ["09:00", "10:00", "11:00"]) {
    assert.equal(doorOf(appointment({ status: "cancelled" }), ms(time)), "cancelled");
    assert.equal(doorOf(appointment({ call: call({ state: "cancelled" }) }), ms(time)), "cancelled");
    assert.equal(doorOf(appointment({ call: call({ state: "ended" }) }), ms(time)), "ended");
    assert.equal(doorOf(appointment({ status: "completed" }), ms(time)), "ended");
  }
});

test("the list holds what is to come, the earliest first, and a cancelled one until it would have ended", () => {
  const noon = { startsAt: at("12:00"), joinableFrom: at("11:45"), joinableUntil: at("12:30") };
  const later = appointment({ id: "later", ...noon });
  const gone = appointment({ id: "gone", status: "cancelled" });
  const known = [later, gone, appointment({ id: "done", call: call({ state: "ended" }) }), appointment()];
  const ids = (time: string) => upcoming(known, ms(time)).map(({ id }) => id);
  assert.deepEqual(ids("10:00"), ["a1", "gone", "later"]);
  assert.deepEqual(ids("10:30"), ["later"]);
  assert.deepEqual(ids("12:30"), []);
});

test("time alone next changes something at the opening, the end of a delay, the end", () => {
  const late = appointment({ call: call({ lateUntil: at("10:15") }) });
  const next = (time: string) => nextChange([late], ms(time));
  assert.equal(next("09:00"), ms("09:45"));
  assert.equal(next("10:00"), ms("10:15"));
  assert.equal(next("10:15"), ms("10:30"));
  assert.equal(next("11:00"), null);
});

test("times name the zone of whoever reads them", () => {
  assert.match(timeSpan(clock, appointment()), /^5:00\s–\s5:30\sAM\sCDT$/);
});

test("a zone that has a number for a name keeps it on its line", () => {
  const mexican = { ...clock, locale: "es-MX", timeZone: "America/Mexico_City" };
  assert.match(timeSpan(mexican, appointment()), / GMT\u20116$/);
});

test("what is left is counted in seconds, minutes and hours, never below nothing", () => {
  const left = (seconds: number) => countdown(seconds * 1_000, 0);
  assert.deepEqual([left(5), left(245), left(3_725), left(-3)], ["0:05", "4:05", "1:02:05", "0:00"]);
});

test("a waiting patient calls for the provider, a started visit for the patient, and nobody before the time", () => {
  const inRoom = appointment({ call: waiting });
  assert.equal(callingFor([inRoom], nurse, ms("09:55")).length, 1);
  assert.equal(callingFor([inRoom], patient, ms("09:55")).length, 0);
  assert.equal(callingFor([inRoom], nurse, ms("10:31")).length, 0);
  const gone = appointment({ call: { ...waiting, patientHere: false } });
  assert.equal(callingFor([gone], nurse, ms("09:55")).length, 0);
  const [started] = callingFor([appointment({ call: live })], patient, ms("10:02"));
  assert.equal(started?.isAnswered, true);
  const [alone] = callingFor([appointment({ call: live })], nurse, ms("10:02"));
  assert.equal(alone?.isQuiet, true);
  const both = appointment({ call: { ...live, providerHere: true } });
  assert.equal(callingFor([both], nurse, ms("10:02")).length, 0);
});

test("who comes back to the waiting room calls anew", () => {
  const again = { ...waiting, patientWaitingSince: at("09:58"), revision: 5 };
  const key = (one = waiting) => callingFor([appointment({ call: one })], nurse, ms("09:59"))[0]?.key;
  assert.notEqual(key(), key(again));
});

test("a patient goes from the check to the room and in, a provider straight in", () => {
  const step = (one: typeof waiting, way: object, isProvider = false) =>
    stepOf(appointment({ call: one }), "open", isProvider, { ...WAY, ...way });
  assert.equal(step(call(), {}), "check");
  assert.equal(step(waiting, { hasJoined: true }), "room");
  assert.equal(step(live, { hasJoined: true }), "room");
  assert.equal(step(live, { hasJoined: true, hasSession: true }), "call");
  assert.equal(step(waiting, {}, true), "check");
  assert.equal(step(live, { hasJoined: true, hasSession: true }, true), "call");
  assert.equal(step(live, { hasLeft: true }), "left");
});

test("a session is worth nothing once the call is no longer live, and outlives the end while it is", () => {
  const inCall = { hasJoined: true, hasSession: true, hasLeft: false };
  assert.equal(stepOf(appointment({ call: waiting }), "open", false, inCall), "room");
  assert.equal(stepOf(appointment({ call: live }), "over", false, inCall), "call");
  assert.equal(stepOf(appointment(), "ended", false, inCall), "ended");
  assert.equal(stepOf(appointment(), "cancelled", true, inCall), "cancelled");
});

test("each side reads how the visit stands in its own words", () => {
  const words = (one: typeof waiting, me: typeof nurse) =>
    standingOf(appointment({ call: one }), me, clock, ms("09:55"))?.words.replace(/\s/g, " ");
  assert.equal(words(waiting, nurse), "Waiting for you since 4:50 AM");
  assert.equal(words(waiting, patient), "You are in the waiting room");
  const late = { ...waiting, lateUntil: at("10:10") };
  assert.equal(words(late, patient), "Running late, until about 5:10 AM");
  assert.equal(words(live, patient), "In progress");
  assert.equal(words(call(), nurse), undefined);
  assert.equal(lateUntil(appointment({ call: late }), clock, ms("10:10")), null);
});
