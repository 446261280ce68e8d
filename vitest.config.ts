// SPDX-License-Identifier: EUPL-1.2
import {defineConfig} from "vitest/config"

// Tests run on the sources of our packages (condition "@wederhoor/source"): nothing has to be built first.
const conditions = ["@wederhoor/source"]

export default defineConfig({
  resolve: {conditions},
  ssr: {resolve: {conditions}},
  test: {
    // Makes the compiled validators and rules when they are not there yet, as `npm run generate` does.
    globalSetup: [
      "packages/format/build/validators.ts",
      "packages/language/build/rules.ts",
      "packages/render/build/report-shape.ts",
    ],
    include: ["packages/*/test/**/*.test.ts", "templates/test/**/*.test.ts", "tests/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 120_000,
    expect: {poll: {timeout: 20_000, interval: 50}},
  },
})
