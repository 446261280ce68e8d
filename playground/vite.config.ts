// SPDX-License-Identifier: EUPL-1.2
import {fileURLToPath} from "node:url"
import {defineConfig} from "vite"

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// Built from the sources of our packages. Everything comes out as files of the same origin: the policy
// of the server allows no inline script or style and no data: address.
export default defineConfig({
  root: here("."),
  base: "/",
  resolve: {
    conditions: ["@wederhoor/source", "module", "browser", "development|production"],
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
    outDir: here("dist"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    modulePreload: {polyfill: false},
    rollupOptions: {input: {index: here("index.html"), verslag: here("verslag.html")}},
  },
  server: {
    port: 5173,
    proxy: {
      "/wederhoor": {target: "http://localhost:4173", ws: true},
      "/demo": "http://localhost:4173",
    },
  },
})
