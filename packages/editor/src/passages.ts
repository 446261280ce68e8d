// SPDX-License-Identifier: EUPL-1.2
import type {Kind} from "@wederhoor/format"
import {parseFragment} from "./fragment.ts"
import type {TableContext} from "./table.ts"

/** A passage of a frozen version: its number, and its words as they were shown. */
export interface Passage {
  readonly number: string
  readonly kind: string
  readonly layer: string
  readonly text: string
}

/** Passages of frozen versions, to lay a reaction beside what it is about. */
export interface Passages {
  /** The passage, or `null` while it is being fetched or when it is not in that version. */
  readonly find: (version: number, statement: string) => Passage | null
}

/** A kind of the layer, enough to know which answers the layer allows. */
export function kindOfLayer(layer: string): Kind | null {
  switch (layer) {
    case "fact":
      return "fact"
    case "voice":
      return "account"
    case "appraisal":
      return "judgement"
    case "plan":
      return "goal"
    default:
      return null
  }
}

/** Read passages from the renditions of the server, each version fetched once. */
export function createPassages(context: TableContext): Passages {
  const versions = new Map<number, Map<string, Passage>>()
  async function load(version: number): Promise<void> {
    const outcome = await context.api.rendition(version)
    const fragment = outcome.ok ? parseFragment(outcome.value.html) : null
    if (!fragment?.ok) return
    const passages = new Map<string, Passage>()
    for (const element of fragment.root.querySelectorAll<HTMLElement>("[data-statement]")) {
      const number = element.querySelector(".number")?.textContent?.trim() ?? ""
      const title = element.querySelector("h3")?.textContent?.trim() ?? ""
      passages.set(element.dataset["statement"] ?? "", {
        number,
        kind: title.startsWith(number) ? title.slice(number.length).trim() : title,
        layer: element.dataset["layer"] ?? "",
        text: [...element.querySelectorAll(".text p")]
          .map(line => line.textContent ?? "")
          .join("\n"),
      })
    }
    versions.set(version, passages)
    context.redraw()
  }
  return {
    find: (version, statement) => {
      const known = versions.get(version)
      if (known) return known.get(statement) ?? null
      versions.set(version, new Map())
      void load(version)
      return null
    },
  }
}
