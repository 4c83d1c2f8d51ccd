/** Compares what a browser must load with the budgets of the architecture, gzipped, in kB. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

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
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
const read = (name: string) => readFileSync(new URL(name, assets));

function loaded(begins: readonly string[]): ReadonlySet<string> {
  const isBegin = (name: string) => begins.some((begin) => name.startsWith(`${begin}-`));
  const names = new Set(scripts.filter(isBegin));
  for (const name of names) {
    for (const [, imported] of read(name).toString().matchAll(IMPORTED)) names.add(imported!);
  }
  return names;
}

let isOver = false;
for (const { part, begins, without, budget } of PARTS) {
  const names = [...loaded(begins)].filter((name) => !loaded(without).has(name));
  const bytes = names.reduce((sum, name) => sum + gzipSync(read(name)).length, 0);
  console.log(`${part}: ${(bytes / 1000).toFixed(1)} kB of ${budget} kB`);
  isOver ||= bytes > budget * 1000;
}
if (isOver) process.exit(1);
