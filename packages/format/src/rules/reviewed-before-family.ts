// SPDX-License-Identifier: EUPL-1.2
import {contentMark} from "../content-mark.ts"
import type {Content} from "../content.ts"
import {changedSince} from "../reading/changed.ts"
import type {ReportRule} from "../rule.ts"

/**
 * It compares the whole text with the text that the reviewer read, by its mark, so it is right when the
 * report is judged as a whole (at a gate), not after each keystroke.
 */
export const rule: ReportRule = {
  slug: "reviewed-before-family",
  applies: template => template.review.beforeFamily === "required",
  gate: "toFamily",
  severity: "error",
  on: "report",
  readsWords: true,
  source: "REV-15; Richtlijn Samen beslissen over hulp",
  words: {
    nl: [
      "De gedragswetenschapper heeft deze tekst nog niet gelezen, of vond hem nog niet klaar.",
      "Vraag de gedragswetenschapper om de tekst te lezen voordat de familie dat doet.",
    ],
    en: [
      "The behavioural scientist has not read this text yet, or did not find it ready.",
      "Ask the behavioural scientist to read the text before the family does.",
    ],
  },
  *check({record, content, offered}) {
    if (!record) return
    const ready = (text: Content): boolean => {
      const mark = contentMark(text)
      return record.draftReviews.findLast(one => one.mark === mark)?.outcome === "ready"
    }
    if (ready(content)) return
    // What was offered stays reviewed while nothing in it changed but what was withdrawn since.
    if (offered && changedSince(offered, content).length === 0 && ready(offered)) return
    yield {}
  },
}
