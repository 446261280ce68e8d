// SPDX-License-Identifier: EUPL-1.2
import type {Address, Place} from "@wederhoor/collab"
import {contentOpen, type RecordState, type Template} from "@wederhoor/format"

/** What the guard asks for each thing that an update does. */
export type Lock = (address: Address) => true | "locked"

const open: Lock = () => true
const shut: Lock = () => "locked"

/**
 * Where nobody may write now, in one place of one report. Pure.
 *
 * The text is closed outside draft and hearing. A section that is filled from the record takes no text
 * in any phase. A reaction can still be written when the report is final: it becomes an addendum.
 */
export function lockOf(
  place: Place,
  state: Pick<RecordState, "phase">,
  template: Pick<Template, "sections">,
): Lock {
  if (place.kind !== "content") {
    const over = state.phase === "archived" || (state.phase === "final" && place.kind !== "reply")
    return over ? shut : open
  }
  if (!contentOpen(state.phase)) return shut
  const computed = computedIn(template)
  if (computed.size === 0) return open
  return ({section}) => (section !== undefined && computed.has(section) ? "locked" : true)
}

const known = new WeakMap<object, ReadonlySet<string>>()

/** Asked for every keystroke, so looked up once per template. */
function computedIn(template: Pick<Template, "sections">): ReadonlySet<string> {
  const found = known.get(template)
  if (found) return found
  const ids = new Set(template.sections.flatMap(({id, computed}) => (computed ? [id] : [])))
  known.set(template, ids)
  return ids
}
