// SPDX-License-Identifier: EUPL-1.2
import type {Content} from "@wederhoor/format"

import {bigContent, template} from "./report.ts"

export const report = "groot-verslag"

/** A big content as a host may send it: what the record fills in by itself stands under the facts. */
export function writtenContent(size: number): Content {
  const {sources, sections} = bigContent(size)
  const computed = new Set(template.sections.flatMap(({id, computed: by}) => (by ? [id] : [])))
  const moved = sections.flatMap(({id, statements}) => (computed.has(id) ? statements : []))
  return {
    sources,
    sections: sections.map(section => {
      if (computed.has(section.id)) return {...section, statements: []}
      return section.id === "facts"
        ? {...section, statements: [...section.statements, ...moved]}
        : section
    }),
  }
}
