// SPDX-License-Identifier: EUPL-1.2

/**
 * Puts the rule files of `rules/` into one module, without the sentences they prove themselves with.
 * Rules that do not compile, or whose examples do not hold, stop it: nothing is left to run then.
 *
 * `node --conditions=@wederhoor/source packages/language/build/rules.ts` writes
 * `src/generated/rules.ts`. When nothing changed, nothing is done. As a `globalSetup` of vitest it does
 * the same before the tests.
 */
import {execFileSync} from "node:child_process"
import {createHash} from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import {dirname, join} from "node:path"

import type {WordLists} from "../src/pattern.ts"
import type {Rule} from "../src/rule.ts"
import type {RulePart} from "../src/rule-part.ts"

interface RulesFile {
  /** `later`: in the part that a page loads when it has time. */
  readonly part?: "later"
  readonly rules: readonly Rule[]
}

const folder = join(import.meta.dirname, "../rules")
const source = join(import.meta.dirname, "../src")
const target = join(source, "generated/rules.ts")
const laterTarget = join(source, "generated/later.ts")

/** Files of the folder that hold no rules. */
const others = new Set(["lists.json", "mechanisms.json", "legal-terms.json", "measured.json"])

/** The order in which rules are listed: that of the manual. Files that are not named come last. */
const order = [
  "value-judgement.json",
  "must.json",
  "certainty.json",
  "mind-reading.json",
  "hedge.json",
  "cause.json",
  "own-voice.json",
  "diagnosis.json",
  "missing-speaker.json",
  "idioms.json",
]

/** The `globalSetup` of vitest: the same, in a plain Node of its own. */
export function setup(): void {
  execFileSync(process.execPath, ["--conditions=@wederhoor/source", import.meta.filename])
}

async function generate(): Promise<void> {
  const names = readdirSync(folder).toSorted()
  const texts = new Map(names.map(name => [name, readFileSync(join(folder, name), "utf8")]))
  const made = createHash("sha256")
  // The engine too: examples that held with another engine prove nothing.
  const engine = readdirSync(source)
    .filter(name => name.endsWith(".ts"))
    .toSorted()
    .map(name => readFileSync(join(source, name), "utf8"))
  for (const part of [...texts.values(), ...engine, readFileSync(import.meta.filename, "utf8")])
    made.update(part).update("\0")
  const stamp = `// made from ${made.digest("hex")}`
  // The second is written last.
  if (existsSync(laterTarget) && readFileSync(laterTarget, "utf8").includes(stamp)) return
  const json = (name: string): unknown => JSON.parse(texts.get(name) ?? "null")
  const place = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length
  const files = names
    .filter(name => !others.has(name))
    .toSorted((one, two) => place(one) - place(two))
    .map(name => json(name) as RulesFile)
  const rules = files.flatMap(file => file.rules)
  const {tableOf} = await import("../src/pattern.ts")
  const {partOf} = await import("../src/rule-part.ts")
  const lists = json("lists.json") as WordLists
  const signs = Object.entries(json("mechanisms.json") as Record<string, readonly string[]>)
  const mechanisms = tableOf(
    signs.flatMap(([sign, patterns]) =>
      patterns.map(source => ({source, owner: sign, at: `mechanism ${sign}`})),
    ),
    lists,
  )
  const rulesOf = (part: RulesFile["part"]): RulePart =>
    partOf(
      files.filter(file => file.part === part).flatMap(file => file.rules),
      lists,
    )
  const parts = {
    lists,
    mechanisms,
    legalTerms: json("legal-terms.json") ?? {},
    measured: json("measured.json") ?? {},
    core: rulesOf(undefined),
  }
  const types: Record<keyof typeof parts, string> = {
    lists: "WordLists",
    mechanisms: "PatternTable",
    legalTerms: "Readonly<Record<string, readonly string[]>>",
    measured: "Readonly<Record<string, Measured>>",
    core: "RulePart",
  }
  const code = Object.entries(parts)
    .map(
      ([name, value]) =>
        `export const ${name}: ${types[name as keyof typeof parts]} = ${JSON.stringify(value)}\n`,
    )
    .join("")
  mkdirSync(dirname(target), {recursive: true})
  const head = `// SPDX-License-Identifier: EUPL-1.2
// Made by packages/language/build/rules.ts from the files in rules/. Do not change it here.
`
  const write = (file: string, text: string): void => {
    // Several runs at once may not see each other's half file.
    const half = `${file}.${process.pid}`
    writeFileSync(half, `${head}${text}`)
    renameSync(half, file)
  }
  write(
    target,
    `import type {PatternTable, WordLists} from "../pattern.ts"
import type {Measured} from "../rule.ts"
import type {RulePart} from "../rule-part.ts"
${code}`,
  )
  write(
    laterTarget,
    `import type {RulePart} from "../rule-part.ts"
${stamp}
export const later: RulePart = ${JSON.stringify(rulesOf("later"))}
`,
  )
  const {compileRules} = await import("../src/compile.ts")
  try {
    compileRules({rules}, {beside: null})
  } catch (error) {
    rmSync(laterTarget)
    throw error
  }
}

if (process.argv[1] === import.meta.filename) await generate()
