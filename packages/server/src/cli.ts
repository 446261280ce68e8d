#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
import {help} from "./commands/help.ts"
import {ServerError} from "./error.ts"

/**
 * Each verb with what it does; the number is how the program ends. Loaded when asked for: the server
 * is a large part, and most verbs do not need it.
 */
const verbs: {readonly [verb: string]: (args: readonly string[]) => Promise<number>} = {
  backup: async args => (await import("./commands/backup.ts")).backupCommand(args),
  check: async args => (await import("./commands/check.ts")).checkCommand(args),
  import: async args => (await import("./commands/import.ts")).importCommand(args),
  lint: async args => (await import("./commands/lint.ts")).lintCommand(args),
  migrate: async args => (await import("./commands/migrate.ts")).migrateCommand(args),
  new: async args => (await import("./commands/new.ts")).newCommand(args),
  quality: async args => (await import("./commands/quality.ts")).qualityCommand(args),
  render: async args => (await import("./commands/render.ts")).renderCommand(args),
  restore: async args => (await import("./commands/restore.ts")).restoreCommand(args),
  serve: async args => (await import("./serve.ts")).serveCommand(args, process.env),
  template: async args => (await import("./commands/template.ts")).templateCommand(args),
  verify: async args => (await import("./commands/verify.ts")).verifyCommand(args),
}

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  const english = /--lang[= ]en\b/.test(args.join(" "))
  if (verb === undefined || /^(--help|-h|help|--lang.*)$/.test(verb)) {
    process.stdout.write(help[english ? "en" : "nl"])
    return verb === undefined ? 2 : 0
  }
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run) return run(rest)
  process.stderr.write(
    english
      ? `wederhoor: there is no command “${verb}”. See wederhoor --help.\n`
      : `wederhoor: “${verb}” kent dit programma niet. Kijk bij wederhoor --help.\n`,
  )
  return 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const sentence =
    error instanceof ServerError
      ? `${error.at}: ${error.hint}.`
      : `stopped because of a fault in the program: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  process.stderr.write(`wederhoor: ${sentence}\n`)
  process.exitCode = 2
}
