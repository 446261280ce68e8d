// SPDX-License-Identifier: EUPL-1.2

/** A long session of typing through an editor without a page, bound to a shared document. */
import {seedContent} from "@wederhoor/collab"
import {bind, writingSchema} from "@wederhoor/editor"
import type {Node, Schema} from "prosemirror-model"
import {EditorState, type Plugin, type Transaction} from "prosemirror-state"
import {initProseMirrorDoc, ySyncPlugin} from "y-prosemirror"
import * as Y from "yjs"

import {digits, median, progress, sane, small} from "./measure.ts"
import {random} from "./random.ts"
import {bigContent} from "./report.ts"

const operations = small ? 400 : 100_000
const perSize = small ? 300 : 22_000
const sizes = small ? [10, 20, 40] : [250, 500, 1000, 2000, 4000]
/** Operations that one editor does before it is the turn of the other. */
const turn = small ? 100 : 2000

/** One key: a character typed at, or taken away before, an offset in the words of a statement. */
interface Key {
  readonly statement: number
  readonly offset: number
  readonly character: string
}

interface Editor {
  readonly press: (key: Key) => void
  readonly words: () => string
  readonly shared: () => string
}

/**
 * `usPerOp` and `yProsemirrorUsPerOp` are means over the same 100 000 keys in 1 000 statements, both
 * editors by turns; ours also keeps what can be undone, theirs does not. `slope` is the log–log slope
 * of the time of ours from 250 to 4 000 statements, spread over the sections of one template.
 */
export const bench = (): Promise<object> => {
  const size = small ? 20 : 1000
  const keys = keysFor(size, operations)
  const [ours, theirs] = [editor(size, bound), editor(size, boundByYProsemirror)]
  let [own, other] = [0, 0]
  for (let from = 0; from < keys.length; from += turn) {
    const some = keys.slice(from, from + turn)
    own += time(ours, some)
    other += time(theirs, some)
    if (from % 20_000 === 0) progress(`${from} keys …`)
  }
  sane(ours.words() === theirs.words(), "the two editors show different words")
  sane(ours.shared() === ours.words(), "the shared document says something else than the screen")
  sane(ours.words() !== editor(size, bound).words(), "nothing was typed")

  const growing = sizes.map(statements => ({
    statements,
    one: editor(statements, bound),
    keys: keysFor(statements, perSize),
    times: [] as number[],
  }))
  // By turns, so that whatever slows the machine down for a while slows every size.
  for (let from = 0; from < perSize; from += turn)
    for (const {one, keys, times} of growing)
      times.push(time(one, keys.slice(from, from + turn)) / turn)
  const points = growing.map(({statements, times}) => {
    const us = median(times.slice(1)) * 1000
    progress(`${statements} statements: ${digits(us)} µs`)
    return {x: Math.log(statements), y: Math.log(us)}
  })
  return Promise.resolve({
    operations: keys.length,
    usPerOp: digits((own / keys.length) * 1000),
    yProsemirrorUsPerOp: digits((other / keys.length) * 1000),
    ratio: digits(own / other),
    slope: digits(slopeOf(points)),
  })
}

/** Somebody types some forty characters in one statement, with a mistake now and then, and goes to another. */
function keysFor(statements: number, count: number): Key[] {
  const r = random(count + statements)
  const lengths = new Map<number, number>()
  const keys: Key[] = []
  let [statement, offset, left] = [0, 0, 0]
  while (keys.length < count) {
    if (left-- <= 0) {
      statement = r.below(statements)
      left = 20 + r.below(40)
      offset = r.below((lengths.get(statement) ?? 0) + 10)
    }
    const grown = lengths.get(statement) ?? 0
    if (r.chance(0.12) && offset > 0) {
      keys.push({statement, offset, character: ""})
      lengths.set(statement, grown - 1)
      offset -= 1
    } else {
      keys.push({statement, offset, character: r.pick("enatirodslgvhkmubpwjzc ".split(""))})
      lengths.set(statement, grown + 1)
      offset += 1
    }
  }
  return keys
}

function time(one: Editor, keys: readonly Key[]): number {
  globalThis.gc?.()
  const start = performance.now()
  for (const key of keys) one.press(key)
  return performance.now() - start
}

type Bound = (doc: Y.Doc, schema: Schema) => {doc: Node; plugins: readonly Plugin[]}

const bound: Bound = (doc, schema) => bind(doc, null, schema)

const boundByYProsemirror: Bound = (doc, schema) => {
  const fragment = doc.getXmlFragment("doc")
  const {doc: shown, mapping} = initProseMirrorDoc(fragment, schema)
  return {doc: shown, plugins: [ySyncPlugin(fragment, {mapping}) as Plugin]}
}

/** An editor without a page: its state, its plugins, and nothing that draws. */
function editor(statements: number, by: Bound): Editor {
  const doc = new Y.Doc()
  seedContent(doc, bigContent(statements))
  const schema = writingSchema({lang: "nl", person: ref => ref})
  const {doc: start, plugins} = by(doc, schema)
  let state = EditorState.create({doc: start, plugins: [...plugins]})
  const page = {
    get state() {
      return state
    },
    dispatch: (tr: Transaction): void => {
      const before = state
      state = state.apply(tr)
      for (const view of views) view?.update?.(page as never, before)
    },
    hasFocus: () => false,
  }
  const views = plugins.map(plugin => plugin.spec.view?.(page as never))
  return {
    press: ({statement, offset, character}) => {
      const at = startOf(state.doc, statement)
      const {size} = state.doc.resolve(at).parent.content
      const place = at + Math.min(offset, size)
      if (character !== "") page.dispatch(state.tr.insertText(character, place))
      else if (place > at) page.dispatch(state.tr.delete(place - 1, place))
    },
    words: () => wordsOf(state.doc),
    shared: () => wordsOf(by(doc, schema).doc),
  }
}

const wordsOf = (doc: Node): string => doc.textBetween(0, doc.content.size, "\n")

/** Where the first line of a statement begins. */
function startOf(doc: Node, statement: number): number {
  let left = statement
  let position = 0
  for (let at = 0; at < doc.childCount; at++) {
    const section = doc.child(at)
    if (left < section.childCount) {
      position += 1
      for (let index = 0; index < left; index++) position += section.child(index).nodeSize
      return position + 2
    }
    left -= section.childCount
    position += section.nodeSize
  }
  throw new RangeError(`there is no statement ${statement}`)
}

function slopeOf(points: readonly {readonly x: number; readonly y: number}[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(points.map(point => point.x)), mean(points.map(point => point.y))]
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0)
  return over / points.reduce((sum, point) => sum + (point.x - x) ** 2, 0)
}
