/** Compares what a browser must load with the budgets of the architecture, gzipped, in kB. */
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGETS = { chat: 35, "sign-in": 18 };
const ON_DEMAND = /^(sign-in|new-message-dialog)-/;
const assets = new URL("../dist/assets/", import.meta.url);
const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));

let isOver = false;
for (const [part, budget] of Object.entries(BUDGETS)) {
  const names = scripts.filter((name) => (part === "chat" ? !ON_DEMAND.test(name) : name.startsWith(part)));
  const bytes = names.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, assets))).length, 0);
  console.log(`${part}: ${(bytes / 1000).toFixed(1)} kB of ${budget} kB`);
  isOver ||= bytes > budget * 1000;
}
if (isOver) process.exit(1);
