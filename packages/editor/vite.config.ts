// SPDX-License-Identifier: EUPL-1.2
import {fileURLToPath} from "node:url"
import {defineConfig} from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Two files with names that stay: a page refers to them by hand. Everything is in them, so that it runs
// under `script-src 'self'; style-src 'self'` without a bundler of its own.
export default defineConfig({
  root: here("."),
  // In a library nobody else fills this in, and a browser has no `process`.
  define: {"process.env.NODE_ENV": JSON.stringify("production")},
  resolve: {
    conditions: ["@wederhoor/source", "module", "browser", "production"],
    // Two copies of these break each other's instanceof.
    dedupe: [
      "yjs",
      "y-protocols",
      "prosemirror-model",
      "prosemirror-state",
      "prosemirror-transform",
      "prosemirror-view",
    ],
  },
  build: {
    lib: {
      entry: here("build/element.ts"),
      formats: ["es"],
      fileName: () => "element.js",
      cssFileName: "wederhoor",
    },
    outDir: here("dist/browser"),
    emptyOutDir: true,
    target: "es2023",
    cssTarget: ["chrome120", "firefox120", "safari17"],
    assetsInlineLimit: 0,
    copyPublicDir: false,
    modulePreload: {polyfill: false},
    // Whoever passes our file on passes on what is in it: their licences travel along.
    license: {fileName: "licences.md"},
    // Vite leaves white space in libraries for bundlers to come; this one goes to browsers as it is.
    rolldownOptions: {output: {minify: true, codeSplitting: false}},
    chunkSizeWarningLimit: 800,
  },
})
