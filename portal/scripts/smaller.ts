/** What makes the files of the portal smaller than the bundler would. */
import type { Plugin } from "vite";

/** Style sheets inside css`…` travel without their indentation and comments. */
export function compactStyles(): Plugin {
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
export function compactTemplates(): Plugin {
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
export function withoutLateParts(): Plugin {
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

/** What fetches the files that a late part imports along with it: Vite's own also knows styles, nonces and older browsers. */
export function preloadPlainly(): Plugin {
  const helper = `const asked = new Set();
    export const __vitePreload = (load, files = []) => {
      for (const file of files) {
        if (asked.has(file)) continue;
        asked.add(file);
        document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: "/" + file }));
      }
      return load();
    };`;
  return {
    name: "preload-plainly",
    apply: "build",
    enforce: "pre",
    load: { filter: { id: /vite\/preload-helper/ }, handler: () => helper },
  };
}

/**
 * Gives each file that hands a module on as a whole the bundler's few lines for it. The bundler has one file with these and all that
 * only Chime's library needs, and would have it fetched before anything is seen.
 */
export function handOnPlainly(): Plugin {
  const theirs = /import \{ \w+ as __exportAll \} from "\.\/rolldown-runtime-[^"]+";/;
  const ours = `const __exportAll = (all) => {
    const module = {};
    for (const name in all) Object.defineProperty(module, name, { get: all[name] });
    return module;
  };`;
  return {
    name: "hand-on-plainly",
    apply: "build",
    renderChunk: (code) => (theirs.test(code) ? { code: code.replace(theirs, ours), map: null } : null),
  };
}
