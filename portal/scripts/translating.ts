import { createRequire } from "node:module";
import type { Locale } from "@lit/localize-tools/lib/types/locale.js";
import type { Plugin } from "vite";
import { words } from "./words.ts";

/** The compiler that reads the source is the one that `@lit/localize-tools` brings. */
const ts: typeof import("@lit/localize-tools/node_modules/typescript") = createRequire(
  import.meta.resolve("@lit/localize-tools/lib/config.js"),
)("typescript");
/** The printer sets a tag apart from its template, and those who look for the two want them together. */
const APART = /\b(css|html|svg) `/g;

/** Puts the words of one language in place of `msg(…)`, so that a browser gets that language and nothing to choose it by. */
export function translate(language: string): Plugin {
  const transformer = words.transformers().get(language as Locale)!(words.source);
  const printer = ts.createPrinter();
  return {
    name: "translate",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /src\/.*\.ts$/, code: "@lit/localize" },
      handler(_, id) {
        const [translated] = ts.transform(words.source.getSourceFile(id)!, [transformer]).transformed;
        return { code: printer.printFile(translated!).replace(APART, "$1`"), map: null };
      },
    },
  };
}
