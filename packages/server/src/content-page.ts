// SPDX-License-Identifier: EUPL-1.2
import {placeName, readContent} from "@wederhoor/collab"
import {dayOf, freezeInput, type Person} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"

import type {ActParts, Case} from "./acts.ts"

const asItIs = {
  nl: "Dit is de tekst zoals die nu is. Hij is niet vastgelegd en kan nog veranderen.",
  en: "This is the text as it is now. It is not frozen and can still change.",
}

/**
 * The text as it is now, as a fragment of HTML for one reader who may open it: for an editor that is too
 * old or too new to bind. Made like a rendition and kept nowhere; nobody signs it. It has no cover:
 * that would name a version and a day on which it was frozen, and nothing was.
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
  const {html} = parts.versions.render(version, state, options)
  const note = `<p class="note">${asItIs[state.lang === "en" ? "en" : "nl"]}</p>`
  return html.replace(/<header class="cover">[^]*?<\/header>/, note)
}
