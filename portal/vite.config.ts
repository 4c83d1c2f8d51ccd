import { defineConfig, type Plugin } from "vite";

/** Style sheets inside css`…` travel without their indentation and comments. */
function compactStyles(): Plugin {
  const sheet = /\bcss`([^`$]*)`/g;
  const compact = (styles: string) =>
    styles
      .replace(/\/\*[^]*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/ ?([{};,]) ?/g, "$1");
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

export default defineConfig({
  plugins: [compactStyles()],
  build: {
    target: "es2022",
    // The content security policy allows no data: scripts or styles, so nothing is ever inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
