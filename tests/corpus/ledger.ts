// SPDX-License-Identifier: EUPL-1.2

/** What was found on a set the first time; never changed afterwards. */
import {createHash} from "node:crypto"
import {readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"

import {root} from "../house/sources.ts"
import type {Figures} from "./corpus.ts"

/** One first look at a set. */
export interface Entry {
  readonly set: string
  /** SHA-256 of the labels: of every sentence, its label and where it is from. */
  readonly labels: string
  /** SHA-256 of the rules that were run, and of the engine. */
  readonly rules: string
  readonly day: string
  /** Sentences of rulings whose words were not at hand. */
  readonly missing: number
  readonly all: Figures
  readonly invented: Figures
  readonly rulings: Figures
  readonly perRule: Readonly<Record<string, {readonly hits: number; readonly right: number}>>
  readonly remark: string
  /** `hash` of the entry before; 64 zeros for the first. */
  readonly previous: string
  readonly hash: string
}

export const ledgerFile: string = join(import.meta.dirname, "ledger.json")
/** What the rules carry of it. */
export const measuredFile: string = join(root, "packages/language/rules/measured.json")
export const readLedger = (): readonly Entry[] =>
  JSON.parse(readFileSync(ledgerFile, "utf8")) as Entry[]

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

/** The hash of an entry: of everything else in it, in the order it is written. */
export function hashOf(entry: Omit<Entry, "hash">): string {
  const {hash: _, ...rest} = entry as Entry
  return sha256(JSON.stringify(rest))
}

/** Add an entry behind the others. */
export function extend(
  entries: readonly Entry[],
  entry: Omit<Entry, "previous" | "hash">,
): readonly Entry[] {
  const linked = {...entry, previous: entries.at(-1)?.hash ?? "0".repeat(64)}
  return [...entries, {...linked, hash: hashOf(linked)}]
}

/** Digest of the rules and the engine as they stand now. */
export function rulesDigest(): string {
  const language = join(root, "packages/language")
  const texts = ["rules", "src"].flatMap(folder =>
    readdirSync(join(language, folder), {withFileTypes: true})
      // What was measured is no part of what is measured.
      .filter(one => one.isFile() && one.name !== "measured.json")
      .map(one => one.name)
      .toSorted()
      .map(name => `${name}\n${readFileSync(join(language, folder, name), "utf8")}`),
  )
  return sha256(texts.join("\n"))
}

/** Of each rule how often it spoke on the blind sets, and how often rightly. */
export function pooled(entries: readonly Entry[]): Entry["perRule"] {
  const sums: Record<string, {hits: number; right: number}> = {}
  for (const {perRule} of entries)
    for (const [rule, {hits, right}] of Object.entries(perRule)) {
      const sum = (sums[rule] ??= {hits: 0, right: 0})
      sum.hits += hits
      sum.right += right
    }
  return Object.fromEntries(Object.entries(sums).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
