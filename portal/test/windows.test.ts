import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Windows } from "../src/core/windows.ts";

const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

/** However busy the machine is. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await soon();
}

function windowOf(t: TestContext, person: string, sees: readonly string[] = []): Windows {
  const window = new Windows(person, (what) => sees.includes(what));
  t.after(() => window.stop());
  return window;
}

test("one of a person's windows speaks, and the next once it is closed", async (t) => {
  const [first, second, other] = [windowOf(t, "nora"), windowOf(t, "nora"), windowOf(t, "omar")];
  await until(() => first.isSpeaker && other.isSpeaker);
  assert.equal(second.isSpeaker, false);
  first.stop();
  await until(() => second.isSpeaker);
  assert.equal(first.isSpeaker, false);
});

test("a window knows what is in view in the others, and nothing of other people's", async (t) => {
  const asking = windowOf(t, "pia", ["here"]);
  windowOf(t, "pia", ["there"]);
  windowOf(t, "dana", ["elsewhere"]);
  let seen: ReadonlySet<string> = new Set();
  await until(async () => (seen = await asking.seen(["here", "there", "elsewhere"])).has("there"));
  assert.deepEqual([...seen], ["here", "there"]);
});

test("a window knows what another has told, and how far", async (t) => {
  const [telling, hearing, other] = [windowOf(t, "quin"), windowOf(t, "quin"), windowOf(t, "rosa")];
  telling.putDown(new Map([["c1", 11]]));
  telling.putDown(new Map([["c1", 10]]));
  await until(() => hearing.toldUpTo("c1") === 11);
  assert.deepEqual([telling.toldUpTo("c1"), hearing.toldUpTo("c2"), other.toldUpTo("c1")], [11, 0, 0]);
});

test("a window that is closed while it tells has nobody to tell it to", () => {
  const closed = new Windows("sami", () => false);
  closed.stop();
  closed.putDown(new Map([["c1", 11]]));
  assert.equal(closed.isSpeaker, false);
});
