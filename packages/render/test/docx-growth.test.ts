// SPDX-License-Identifier: EUPL-1.2
import {readReplies, renderDocx} from "@wederhoor/render/docx"
import {expect, test} from "vitest"

import {demo} from "./demo.ts"
import {options, treeOf} from "./docx-file.ts"

/** The invented report with this many statements in one section, each with its reactions. */
function treeWith(size: number) {
  const [section] = demo.sections.filter(({statements}) => statements.length > 0)
  const all = demo.sections.flatMap(({statements}) => statements)
  const statements = Array.from({length: size}, (_, at) => ({
    ...all[at % all.length]!,
    id: `s${at}`,
    number: `1.${at + 1}`,
  }))
  return treeOf({...demo, sections: [{...section!, statements}]})
}

/** Processor time: others use the machine too. */
async function costOf(act: () => unknown): Promise<number> {
  const from = process.cpuUsage().user
  await act()
  return process.cpuUsage().user - from
}

test("writing and reading cost no more per statement for a thousand than for 64", async () => {
  const sizes = [64, 1_000].map(size => ({size, tree: treeWith(size), write: 1e12, read: 1e12}))
  // By turns, and the best of each: what else runs only makes it slower.
  for (let round = 0; round < 3; round++)
    for (const one of sizes) {
      let file = new Uint8Array()
      const write = await costOf(async () => (file = (await renderDocx(one.tree, options)).slice()))
      const read = await costOf(() => {
        const {replies, changed, missing} = readReplies(file, {
          tree: one.tree,
          reportId: options.reportId,
          version: options.version,
          title: options.title,
          controlCode: options.controlCode ?? "",
        })
        expect([replies, changed, missing]).toEqual([[], [], []])
      })
      one.write = Math.min(one.write, write)
      one.read = Math.min(one.read, read)
    }
  const [small, large] = sizes
  expect(large!.write / small!.write).toBeLessThanOrEqual(17)
  expect(large!.read / small!.read).toBeLessThanOrEqual(17)
}, 60_000)
