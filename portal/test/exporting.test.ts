import assert from "node:assert/strict";
import { test } from "node:test";
import { exportedFiles, type ExportedFile } from "../src/core/exporting.ts";
import type { Answer, Ask, Http } from "../src/core/http.ts";

/** A server that gives these answers, one for each ask; `asked` is what it was asked. */
function serverOf(answers: readonly Response[]) {
  const asked: unknown[] = [];
  const http = (async (path: string, { query, read }: Ask = {}) => {
    asked.push([path, query]);
    const answer = answers[asked.length - 1]!;
    const body = read!(await answer.text(), answer);
    return { status: answer.status, body, asOf: null } as Answer<unknown>;
  }) as Http;
  return { http, asked };
}

function file(text: string, name: string, next?: number): Response {
  const headers = { "Content-Disposition": `attachment; filename="${name}"`, "Content-Type": "text/html" };
  return new Response(text, { headers: next ? { ...headers, "X-Next-After": String(next) } : headers });
}

async function all(files: AsyncGenerator<ExportedFile>): Promise<readonly (readonly [string, string])[]> {
  const found = [];
  for await (const { name, content } of files) found.push([name, await content.text()] as const);
  return found;
}

test("a thread is one file under the name that the server gives it", async () => {
  const { http, asked } = serverOf([file("<p>", "c.html")]);
  assert.deepEqual(await all(exportedFiles(http, "c/1", "html")), [["c.html", "<p>"]]);
  assert.deepEqual(asked, [["/conversations/c%2F1/export", { format: "html", after: 0 }]]);
});

test("what goes on in another file is fetched to its end", async () => {
  const { http, asked } = serverOf([file("1", "one", 250), file("2", "two")]);
  assert.deepEqual(await all(exportedFiles(http, "c", "json")), [
    ["one", "1"],
    ["two", "2"],
  ]);
  assert.deepEqual(asked.at(-1), ["/conversations/c/export", { format: "json", after: 250 }]);
});

test("what is too large for an answer is fetched from where the link leads", async () => {
  const link = {
    url: "data:text/plain,large",
    fileName: "l.json",
    contentType: "text/plain",
    nextAfter: null,
  };
  const { http } = serverOf([new Response(JSON.stringify(link), { status: 201 })]);
  assert.deepEqual(await all(exportedFiles(http, "c", "fhir")), [["l.json", "large"]]);
});
