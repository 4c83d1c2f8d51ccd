import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { LocalMedia } from "../src/calls/shapes.ts";
import { withAppointments } from "../src/core/appointments.ts";
import type { Appointment } from "../src/core/visit-shapes.ts";
import { doorOf } from "../src/core/visit-times.ts";
import { VisitFlow } from "../src/pages/visit-flow.ts";
import { chatOver, storage } from "./samples.ts";
import { appointment, at, call, ms, waiting } from "./visit-samples.ts";

/** A patient's window in the waiting room, whose page is rendered by hand: `shows` what the server tells. */
async function roomOf(t: TestContext) {
  const page = { hidden: true, addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.assign(globalThis, { sessionStorage: storage(), localStorage: storage(), document: page });
  const asked: string[] = [];
  const inRoom = (revision: number) => appointment({ call: { ...waiting, revision } });
  const http = async (path: string) => {
    asked.push(path.split("/").at(-1)!);
    return { status: 200, body: { state: "waiting", appointment: inRoom(asked.length * 10) }, asOf: null };
  };
  const chat = { ...chatOver({ http: http as never }), say: () => undefined };
  let shown: Appointment = appointment();
  const flow = new VisitFlow({ addController: () => undefined, requestUpdate: () => undefined } as never, {
    view: () => ({ appointment: shown, door: doorOf(shown, ms("09:50")), isProvider: false }),
    onProblem: (error) => assert.fail(String(error)),
    reload: () => undefined,
  });
  t.after(() => flow.hostDisconnected());
  const shows = (one: Appointment) => {
    shown = one;
    chat.store.change((state) => withAppointments(state, [one]));
    flow.hostUpdate();
    flow.hostUpdated();
  };
  let isCameraOn = true;
  const media = { stop: () => (isCameraOn = false) } as unknown as LocalMedia;
  flow.begin(chat, "a1");
  await flow.enter(media);
  shows(inRoom(10));
  return { flow, asked, shows, isCameraOn: () => isCameraOn };
}

test("whose place in the waiting room was lost with the connection joins again by themself", async (t) => {
  const { flow, asked, shows, isCameraOn } = await roomOf(t);
  assert.deepEqual([flow.step, asked], ["room", ["join"]]);
  shows(appointment({ call: call({ revision: 11 }) }));
  assert.deepEqual([flow.step, asked, isCameraOn()], ["room", ["join", "join"], true]);
});

test("a visit that is moved while somebody waits lets go of their camera, and they begin anew", async (t) => {
  const { flow, shows, isCameraOn } = await roomOf(t);
  shows(appointment({ joinableFrom: at("11:45"), call: { ...waiting, revision: 11 } }));
  assert.deepEqual([flow.step, isCameraOn()], ["early", false]);
  shows(appointment({ call: { ...waiting, revision: 12 } }));
  assert.equal(flow.step, "check");
});
