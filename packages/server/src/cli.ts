#!/usr/bin/env node
// SPDX-License-Identifier: EUPL-1.2
import {serveCommand} from "./serve.ts"
import {ServerError} from "./error.ts"
import {verifyCommand} from "./verify-command.ts"

const help = `wederhoor: reports in which facts stand apart from opinions and the other side is heard

  wederhoor serve              start the server, with the playground and an invented case
  wederhoor verify <bundle>    check a report: is it still what people agreed to?
        --keys <jwks.json>     published keys of the organisation; without them only the keys
                               that came with the report are tried
        --lang nl|en           language of the answer (nl)
  wederhoor --help             this text

serve reads from the environment:
  PORT               port to listen on (4173); 0 takes a free one
  HOST               address to listen on (127.0.0.1: this machine only)
  WEDERHOOR_DATA     folder for the data (.wederhoor in the folder you are in)
  WEDERHOOR_IDENTITY file with {"issuer", "audience", "keys"}: the tokens of your own system.
                     Without it everybody can be any of the invented people: for trying out only.
  WEDERHOOR_DEMO_DAY  day on which the invented case plays (today), such as 2026-04-02
  WEDERHOOR_PLAYGROUND  folder with the pages to show at /

verify ends with 0 when the report is unchanged, 1 when it was changed, 2 when it could not be read.
`

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  if (command === undefined || command === "--help" || command === "-h" || command === "help") {
    process.stdout.write(help)
    return command === undefined ? 2 : 0
  }
  if (command === "serve") return serveCommand(rest, process.env)
  if (command === "verify") return verifyCommand(rest)
  process.stderr.write(`wederhoor: there is no command “${command}”. See wederhoor --help.\n`)
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
