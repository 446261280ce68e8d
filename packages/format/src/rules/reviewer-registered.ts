// SPDX-License-Identifier: EUPL-1.2
import {dayOf} from "../dates.ts"
import type {RecordState} from "../record.ts"
import type {ReportRule} from "../rule.ts"
import {says} from "../reading/filled.ts"

export const rule: ReportRule = {
  slug: "reviewer-registered",
  applies: template => template.review.approve !== "none",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "REV-14; Besluit Jeugdwet 5.1.1",
  words: {
    nl: [
      "Van {person} staat geen geldige registratie in het register.",
      "Laat het nummer en de einddatum aanvullen, of kies een andere gedragswetenschapper.",
    ],
    en: [
      "The register has no valid registration of {person}.",
      "Have the number and its last day added, or choose another behavioural scientist.",
    ],
  },
  *check({record, today}) {
    if (!record) return
    const approval = approvalIn(record)
    const day = approval ? dayOf(approval.at) : today
    for (const person of record.persons) {
      if (approval ? approval.by !== person.id : person.role !== "reviewer") continue
      const {registration, registeredUntil = day} = person
      // Who approved is a reviewer, whatever a file from elsewhere says.
      if (person.role !== "reviewer" || !says(registration) || registeredUntil < day)
        yield {person: person.id, params: {person: person.label}}
    }
  },
}

/** The approval that stands: from then on its day counts, and only who gave it. */
const approvalIn = (record: RecordState): RecordState["reviews"][number] | undefined =>
  ["signing", "final", "archived"].includes(record.phase)
    ? record.reviews.findLast(({act}) => act === "approved" || act === "approvedWithDissent")
    : undefined
