// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"
import {layerOf} from "../names.ts"
import type {Scope} from "../rule.ts"
import {basisOf} from "./basis.ts"
import {originOfSource, sourcesOf} from "./sources.ts"

/**
 * Who or what something comes from, counted once each: two talks with one person are one origin, and
 * so are two letters by one author. Found by following what statements rest on. A source of which
 * nobody noted where it comes from is none: it may be the same as any other.
 */
export function originsOf(statements: readonly Statement[], scope: Scope): ReadonlySet<string> {
  const origins = new Set<string>()
  const seen = new Set<string>()
  const open = [...statements]
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one.id)) continue
    seen.add(one.id)
    for (const source of sourcesOf(one, scope)) {
      const origin = originOfSource(source, scope)
      if (origin) origins.add(origin)
    }
    const by = attr(one, "by")
    if (by && (layerOf(one.kind) === "voice" || one.kind === "observation")) origins.add(by)
    open.push(...basisOf(one, scope))
  }
  return origins
}
