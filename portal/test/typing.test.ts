import assert from "node:assert/strict";
import { test } from "node:test";
import { typistsIn } from "../src/core/company.ts";
import { TypingSignal } from "../src/core/typing-signal.ts";
import { heardTyping } from "../src/core/typing.ts";
import { chatOver, nurse, patient } from "./samples.ts";

const CLOCK = { apis: ["setTimeout", "Date"] } satisfies Parameters<typeof test.mock.timers.enable>[0];

function signal() {
  const said: boolean[] = [];
  return { said, typing: new TypingSignal((on) => said.push(on)) };
}

test("typing is said at the first key and then at most every three seconds", ({ mock }) => {
  mock.timers.enable(CLOCK);
  const { said, typing } = signal();
  for (const _ of Array(8)) {
    typing.changed("words");
    mock.timers.tick(1_000);
  }
  assert.deepEqual(said, [true, true, true]);
});

test("five seconds of silence say that it has stopped, once", ({ mock }) => {
  mock.timers.enable(CLOCK);
  const { said, typing } = signal();
  typing.changed("words");
  mock.timers.tick(20_000);
  assert.deepEqual(said, [true, false]);
});

test("what is sent or emptied is no longer being typed", ({ mock }) => {
  mock.timers.enable(CLOCK);
  const { said, typing } = signal();
  typing.changed("words");
  typing.stop();
  typing.stop();
  typing.changed("more");
  typing.changed(" ");
  assert.deepEqual(said, [true, false, true, false]);
});

test("somebody of whom nothing more is heard is dropped after six seconds", ({ mock }) => {
  mock.timers.enable(CLOCK);
  const chat = chatOver({});
  const heard = () => heardTyping(chat, { conversationId: "c1", person: patient, on: true });
  const typists = () => typistsIn(chat.store.state.company, "c1").length;
  heard();
  mock.timers.tick(4_000);
  heard();
  mock.timers.tick(4_000);
  assert.equal(typists(), 1);
  mock.timers.tick(2_000);
  assert.equal(typists(), 0);
});

test("one's own typing in another window is not told back", () => {
  const chat = chatOver({});
  heardTyping(chat, { conversationId: "c1", person: nurse, on: true });
  assert.equal(typistsIn(chat.store.state.company, "c1").length, 0);
});
