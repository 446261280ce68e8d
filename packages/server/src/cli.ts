#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
import {checkCommand} from "./commands/check.ts"
import {help} from "./commands/help.ts"
import {importCommand} from "./commands/import.ts"
import {migrateCommand} from "./commands/migrate.ts"
import {newCommand} from "./commands/new.ts"
import {qualityCommand} from "./commands/quality.ts"
import {templateCommand} from "./commands/template.ts"
import {verifyCommand} from "./commands/verify.ts"
import {ServerError} from "./error.ts"
import {serveCommand} from "./serve.ts"

/** Each verb with what it does; the number is how the program ends. */
const verbs: {readonly [verb: string]: (args: readonly string[]) => Promise<number>} = {
  check: checkCommand,
  import: importCommand,
  migrate: migrateCommand,
  new: newCommand,
  quality: qualityCommand,
  serve: args => serveCommand(args, process.env),
  template: templateCommand,
  verify: verifyCommand,
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
