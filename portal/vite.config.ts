import { defineConfig, type Plugin } from "vite";

/** Style sheets inside css`…` travel without their indentation and comments. */
function compactStyles(): Plugin {
  const sheet = /\bcss`([^`$]*)`/g;
  const compact = (styles: string) =>
    styles
      .replace(/\/\*[^]*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/ ?([{};,>]) ?/g, "$1")
      .replace(/: /g, ":")
      .replace(/;}/g, "}");
  return {
    name: "compact-styles",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /src\/.*\.ts$/, code: "css`" },
      handler: (code) => ({
        code: code.replace(sheet, (_, styles: string) => `css\`${compact(styles)}\``),
        map: null,
      }),
    },
  };
}

/** Templates travel without the indentation of their source; between elements one line break means what many spaces do. */
function compactTemplates(): Plugin {
  return {
    name: "compact-templates",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /src\/.*\.ts$/, code: "html`" },
      handler: (code) => ({ code: code.replace(/\n\s+/g, "\n"), map: null }),
    },
  };
}

/**
 * The library of Chime's meetings would fetch more where a meeting never leads it: streams of events, requests to other services.
 * An import() in a CommonJS library makes the first file of the portal larger.
 */
function withoutLateParts(): Plugin {
  return {
    name: "without-late-parts",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /@(smithy|aws-sdk)\/core\//, code: "await import(" },
      handler: (code) => ({ code: code.replace(/await import\("[^"]+"\)/g, "{}"), map: null }),
    },
  };
}

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
  { name: "words", test: /src\/(core\/words|elements\/(thread-icons|hindrance-note))\.ts$/ },
  {
    name: "page-parts",
    test: /(src\/(styles\/pages|elements\/page-icons|core\/(pages|first-drafts|matching))\.ts|keyed\.js)$/,
  },
];
/** There before anything else is wanted, so that lists of what to fetch with a page need not name them. */
const THERE = /\/(main|signed-in|rolldown-runtime)-[^/]+$/;

/** The page that mails lead to is built by itself (`--mode unsubscribe`), beside the portal: the two share nothing. */
export default defineConfig(({ mode }) => ({
  plugins: [compactStyles(), compactTemplates(), withoutLateParts()],
  build: {
    target: "es2022",
    // These know light-dark(): kept as it is, it follows what an element says of its own color-scheme.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // The content security policy allows no data: scripts or styles, so nothing is ever inlined.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => !THERE.test(file)),
    },
    ...(mode === "unsubscribe"
      ? { emptyOutDir: false, rolldownOptions: { input: "unsubscribe.html" } }
      : {
          rolldownOptions: {
            // The service worker has a name that stays, at the top: from there it sees all pages.
            input: { index: "index.html", sw: "src/worker/sw.ts" },
            output: {
              codeSplitting: { groups: TOGETHER },
              entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
            },
          },
        }),
  },
}));
