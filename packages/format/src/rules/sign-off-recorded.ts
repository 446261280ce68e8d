// SPDX-License-Identifier: EUPL-1.2
import {newestVersion} from "../record.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "sign-off-recorded",
  gate: "final",
  severity: "error",
  on: "report",
  source: "SGN-5; voorwaarde (d) van de RvdK: accordering staat in het verslag",
  words: {
    nl: [
      "{person} heeft nog niet getekend en er staat niet waarom.",
      "Wacht op {person}, of leg vast dat {person} niet wil, niet reageert of niet is bereikt.",
    ],
    en: [
      "{person} has not signed yet and it does not say why.",
      "Wait for {person}, or record that {person} declines, does not react or was not reached.",
    ],
  },
  *check({record}) {
    if (!record) return
    const version = newestVersion(record)
    if (version?.purpose !== "signing") return
    for (const person of record.persons.filter(
      one => one.role === "parent" || one.role === "carer",
    ))
      if (!record.signOffs.some(one => one.person === person.id && one.version === version.number))
        yield {person: person.id, params: {person: person.label}}
  },
}
