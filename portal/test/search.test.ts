import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../src/core/api.ts";
import { Unreachable } from "../src/core/problem.ts";
import { Search } from "../src/core/search.ts";
import type { Conversation, Page } from "../src/core/shapes.ts";
import { chatOver, conversation } from "./samples.ts";

type Answer = (page: Page<Conversation>) => void;

/** A search whose answers come when the test gives them, by their words. */
function searching() {
  const answers = new Map<string, Answer>();
  const conversations: Api["conversations"] = ({ q, cursor }, signal) =>
    new Promise((resolve, reject) => {
      answers.set(`${q}${cursor ?? ""}`, resolve);
      signal?.addEventListener("abort", () => reject(new Unreachable("aborted")));
    });
  const search = new Search(chatOver({ conversations }), () => undefined);
  const page = (ids: string[], next: string | null = null) => ({
    items: ids.map((id) => conversation({ id })),
    next,
  });
  return {
    search,
    answer: (words: string, ...of: Parameters<typeof page>) => answers.get(words)!(page(...of)),
  };
}

test("an answer to words that have changed meanwhile is never shown", async () => {
  const { search, answer } = searching();
  const first = search.ask("ta");
  const second = search.ask("tab");
  answer("tab", ["b"]);
  answer("ta", ["a"]);
  await Promise.all([first, second]);
  assert.deepEqual([search.found.words, search.found.ids], ["tab", ["b"]]);
});

test("what was found before stays until the answer has come", async () => {
  const { search, answer } = searching();
  const first = search.ask("t");
  answer("t", ["a", "b"]);
  await first;
  void search.ask("ta");
  assert.deepEqual([search.found.phase, search.found.ids], ["loading", ["a", "b"]]);
  search.stop();
});

test("pages that hold nothing are passed over until one holds something", async () => {
  const { search, answer } = searching();
  const asked = search.ask("t");
  answer("t", [], "further");
  await new Promise(setImmediate);
  answer("tfurther", ["a"], "still further");
  await asked;
  assert.deepEqual([search.found.ids, search.found.next], [["a"], "still further"]);
});

test("more is fetched by the cursor, each conversation once", async () => {
  const { search, answer } = searching();
  const first = search.ask("t");
  answer("t", ["a", "b"], "next");
  await first;
  const more = search.more();
  answer("tnext", ["b", "c"]);
  await more;
  assert.deepEqual([search.found.ids, search.found.next], [["a", "b", "c"], null]);
});

test("a search that does not work says so", async () => {
  const conversations = async () => Promise.reject(new Unreachable("gone"));
  const search = new Search(chatOver({ conversations }), () => undefined);
  await assert.rejects(search.ask("t"), Unreachable);
  assert.equal(search.found.phase, "failed");
});
