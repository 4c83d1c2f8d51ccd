import assert from "node:assert/strict";
import { test } from "node:test";
import { completed, withoutCommand, withSlash } from "../src/core/slash-text.ts";
import { slashAt, type Slash } from "../src/core/slash.ts";

/** The command at the caret, which `|` stands for. */
function at(marked: string): Slash | null {
  return slashAt(marked.replace("|", ""), marked.indexOf("|"));
}

test("a slash at the beginning, or after white space, offers the commands that what follows may become", () => {
  const all = { commands: ["appt", "invoice", "rx"] };
  assert.deepEqual(at("/|"), { from: 0, to: 1, ...all });
  assert.deepEqual(at("See /|"), { from: 4, to: 5, ...all });
  assert.deepEqual(at("First line\n/|"), { from: 11, to: 12, ...all });
  assert.deepEqual(at("/IN|"), { from: 0, to: 3, commands: ["invoice"] });
  assert.deepEqual(at("/in|voice tail"), { from: 0, to: 8, commands: ["invoice"] });
});

test("a whole command and a space look for what the words after it name", () => {
  assert.deepEqual(at("/rx |"), { from: 0, to: 4, type: "rx", words: "" });
  assert.deepEqual(at("About /appt  blood test |"), { from: 6, to: 24, type: "appt", words: "blood test" });
  assert.deepEqual(at("/rx one /invoice two|"), { from: 8, to: 20, type: "invoice", words: "two" });
});

test("a slash in ordinary words, an unknown command and a caret elsewhere are left alone", () => {
  for (const text of [
    "and/or|",
    "1/2|",
    "https://a.b/rx|",
    "/foo|",
    "/appts |",
    "/ 2|",
    "/rx/|",
    "//|",
    "/1|",
  ])
    assert.equal(at(text), null, text);
  assert.equal(at("|/appt"), null);
  assert.equal(at("/appt\n|"), null);
  assert.equal(at("no slash|"), null);
});

test("a command is completed where it stands, with room for words to look for", () => {
  const text = "Your /in today";
  assert.deepEqual(completed(text, slashAt(text, 8)!, "invoice"), {
    text: "Your /invoice  today",
    caret: 14,
  });
  assert.deepEqual(at("Your /invoice | today"), { from: 5, to: 14, type: "invoice", words: "" });
});

test("once something is chosen the words stand as if the command had never been there", () => {
  const taken = (text: string, caret: number) => withoutCommand(text, slashAt(text, caret)!);
  assert.deepEqual(taken("Your /invoice lab today", 17), { text: "Your today", caret: 5 });
  assert.deepEqual(taken("/rx iron", 8), { text: "", caret: 0 });
  assert.deepEqual(taken("Please look:\n/rx iron\nThank you", 21), {
    text: "Please look:\n\nThank you",
    caret: 13,
  });
});

test("a slash from the button is a command wherever the caret stands", () => {
  assert.deepEqual(withSlash("", 0), { text: "/", caret: 1 });
  assert.deepEqual(withSlash("Your bill", 9), { text: "Your bill /", caret: 11 });
  assert.deepEqual(withSlash("Your bill", 5), { text: "Your / bill", caret: 6 });
});
