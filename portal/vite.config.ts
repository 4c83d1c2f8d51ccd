import { defineConfig, type UserConfig } from "vite";
import {
  compactStyles,
  compactTemplates,
  handOnPlainly,
  preloadPlainly,
  withoutLateParts,
} from "./scripts/smaller.ts";
import { translate } from "./scripts/translating.ts";
import { LANGUAGES } from "./src/core/languages.ts";

/**
 * Files with all that they import: one large file is smaller, and sooner there, than several that are wanted at once.
 * The first holds what the sign-in page shares with the rest.
 */
const TOGETHER = [
  { name: "main", test: /src\/(main|elements\/icons|styles\/controls)\.ts$/, priority: 2 },
  { name: "signed-in", test: /src\/pages\/signed-in\.ts$/, priority: 1 },
  {
    name: "visits",
    test: /src\/(core\/(appointments|call-events|calling|visit-(times|words))|elements\/(visit-icons|notice-permission)|styles\/standing|pages\/visit-clock|calls\/media)\.ts$/,
  },
  { name: "words", test: /src\/(core\/words|elements\/thread-icons)\.ts$/ },
  {
    name: "page-parts",
    test: /(src\/(styles\/pages|elements\/page-icons|core\/(pages|first-drafts|matching))\.ts|keyed\.js)$/,
  },
];
/** There before anything else is wanted, so that lists of what to fetch with a page need not name them. */
const THERE = /\/(main|signed-in)-[^/]+$/;

/** Each is built by itself (`--mode`), for they share nothing: a file more to fetch would cost more than it saves. */
const PARTS: Record<string, UserConfig["build"]> = {
  start: { rolldownOptions: { input: "index.html" } },
  unsubscribe: { rolldownOptions: { input: "unsubscribe.html" } },
  // The service worker has a name that stays, at the top: from there it sees all pages.
  worker: { rolldownOptions: { input: "src/worker/sw.ts", output: { entryFileNames: "sw.js" } } },
};

/** The portal in one language, whose scripts have a folder of their own. */
function portalIn(language: string): UserConfig["build"] {
  const fileNames = `assets/${language}/[name]-[hash].js`;
  return {
    emptyOutDir: language === LANGUAGES[0],
    rolldownOptions: {
      input: "src/main.ts",
      output: {
        codeSplitting: { groups: TOGETHER },
        entryFileNames: fileNames,
        chunkFileNames: fileNames,
      },
    },
  };
}

/** `scripts/build.ts` builds all of it. Without a build (`vite`) the portal has the words of its source. */
export default defineConfig(({ mode, command }) => ({
  define: command === "serve" ? { PORTALS: { en: "/src/main.ts", es: "/src/main.ts" } } : {},
  plugins: [
    LANGUAGES.some((one) => one === mode) && translate(mode),
    compactStyles(),
    compactTemplates(),
    withoutLateParts(),
    preloadPlainly(),
    handOnPlainly(),
  ],
  build: {
    target: "es2022",
    // These know light-dark(): kept as it is, it follows what an element says of its own color-scheme.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // The content security policy allows no data: scripts or styles, so nothing is ever inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1400,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => !THERE.test(file)),
    },
    emptyOutDir: false,
    ...(PARTS[mode] ?? portalIn(mode)),
  },
}));
