/** Compares what a browser must load with the budgets of the architecture, gzipped, in kB: in each language. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { LANGUAGES } from "../src/core/languages.ts";

/** Each part by the files that it begins with; those that they import come with them, but not what is there before. */
const PARTS = [
  { part: "chat", begins: ["index", "main", "signed-in", "chat-page"], without: [], budget: 35 },
  {
    part: "conversation",
    begins: ["conversation-pane", "thread-extras"],
    without: ["index", "main", "signed-in", "chat-page"],
    budget: 20,
  },
  {
    part: "call",
    begins: ["visit-call", "p2p"],
    without: ["index", "main", "signed-in", "visit-page"],
    budget: 15,
  },
  { part: "chime", begins: ["chime"], without: ["index", "main", "signed-in", "visit-call"], budget: 330 },
  { part: "sign-in", begins: ["sign-in"], without: ["index", "main"], budget: 18 },
];
const IMPORTED = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;
const assets = new URL("../dist/assets/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, assets));

/** Files by their names without the folder of their language; the first script of all stands beside these folders. */
function filesOf(language: string): ReadonlyMap<string, Buffer> {
  const own = readdirSync(new URL(`${language}/`, assets)).map((name) => [name, read(`${language}/${name}`)]);
  const first = readdirSync(assets).filter((name) => /^index-.*\.js$/.test(name));
  return new Map([...own, ...first.map((name) => [name, read(name)])] as [string, Buffer][]);
}

function loaded(files: ReadonlyMap<string, Buffer>, begins: readonly string[]): ReadonlySet<string> {
  const isBegin = (name: string) => begins.some((begin) => name.startsWith(`${begin}-`));
  const names = new Set([...files.keys()].filter(isBegin));
  for (const name of names) {
    for (const [, imported] of files.get(name)!.toString().matchAll(IMPORTED)) names.add(imported!);
  }
  return names;
}

let isOver = false;
for (const language of LANGUAGES) {
  const files = filesOf(language);
  for (const { part, begins, without, budget } of PARTS) {
    const there = loaded(files, without);
    const names = [...loaded(files, begins)].filter((name) => !there.has(name));
    const bytes = names.reduce((sum, name) => sum + gzipSync(files.get(name)!).length, 0);
    console.log(`${language}, ${part}: ${(bytes / 1000).toFixed(2)} kB of ${budget} kB`);
    isOver ||= bytes > budget * 1000;
  }
}
if (isOver) process.exit(1);
