import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    // The content security policy allows no data: scripts or styles, so nothing is ever inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
