// SPDX-License-Identifier: EUPL-1.2
import {placeName, readContent} from "@wederhoor/collab"
import {dayOf, freezeInput, type Person} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"

import type {ActParts, Case} from "./acts.ts"

/**
 * The text as it is now, as a fragment of HTML for one reader who may open it: for an editor that is too
 * old or too new to bind. Made like a rendition and kept nowhere; nobody signs it.
 */
export async function contentPage(
  parts: Pick<ActParts, "documents" | "versions">,
  one: Case,
  reader: Person,
): Promise<string> {
  const {state, template, policy, now} = one
  const content = await parts.documents.alone(placeName(state.report, "content"), async turn =>
    readContent(turn.doc),
  )
  const previous = await parts.versions.newest(state)
  const version = await freeze(freezeInput(content, state, template), {
    now,
    ...(previous ? {previous} : {}),
  })
  const options = {reader, template, policy, use: "hearing", today: dayOf(now)} as const
  return parts.versions.render(version, state, options).html
}
