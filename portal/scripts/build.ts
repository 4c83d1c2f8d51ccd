/** Makes `dist`: the portal once in each language, the script that chooses between them, and what stands beside it. */
import { build } from "vite";
import { LANGUAGES } from "../src/core/languages.ts";

const portals: Record<string, string> = {};
for (const language of LANGUAGES) portals[language] = `/${await built(language)}`;
await built("start", { PORTALS: JSON.stringify(portals) });
await built("unsubscribe");
await built("worker");

/** Gives the path of the file that is to be loaded first. */
async function built(mode: string, define: Record<string, string> = {}): Promise<string> {
  const made = await build({ mode, define, logLevel: "warn" });
  if (!("output" in made)) throw new Error("Vite watches, and nothing was built.");
  return made.output.find((file) => file.type === "chunk" && file.isEntry)!.fileName;
}
