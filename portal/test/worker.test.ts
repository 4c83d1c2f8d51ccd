import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

type Listen = (event: { data: unknown; waitUntil(work: Promise<unknown>): void }) => void;

const listeners = new Map<string, Listen>();
let shown: string[] = [];
let windows: object[] = [];

Object.assign(globalThis, {
  addEventListener: (name: string, listen: Listen) => listeners.set(name, listen),
  registration: {
    getNotifications: async () => [],
    showNotification: async (_: string, { body }: { body: string }) => void shown.push(body),
  },
  clients: { matchAll: async () => windows },
  fetch: async () => Response.json({ clinicName: "Clinic" }),
});
await import("../src/worker/sw.ts");

beforeEach(() => {
  [shown, windows] = [[], []];
});

/** A window before somebody's eyes. `isSignedIn`: those alone answer. */
function focused(isSignedIn: boolean) {
  const postMessage = (_: unknown, [port]: MessagePort[]) => isSignedIn && port?.postMessage("here");
  return { focused: true, visibilityState: "visible", postMessage };
}

async function push(): Promise<void> {
  const works: Promise<unknown>[] = [];
  const data = { json: () => ({ count: 2, path: "/chat/a", language: "en" }) };
  listeners.get("push")!({ data, waitUntil: (work) => void works.push(work) });
  await Promise.all(works);
}

test("what comes while no window has the focus is noticed", async () => {
  windows = [{ ...focused(true), focused: false }];
  await push();
  assert.deepEqual(shown, ["2 new messages"]);
});

test("what comes while somebody who is signed in looks at the portal is not noticed", async () => {
  windows = [focused(true)];
  await push();
  assert.deepEqual(shown, []);
});

test("what comes while the sign-in page has the focus is noticed, for nothing else tells of it", async () => {
  windows = [focused(false)];
  await push();
  assert.deepEqual(shown, ["2 new messages"]);
});
