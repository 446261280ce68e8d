// SPDX-License-Identifier: EUPL-1.2
import type {Digest} from "./digest.ts"
import type {FrozenReport, Leaf, LeafKind, LeafValues} from "./report.ts"

/** Says of each shown leaf whether the reader of this copy may not see it. */
export type Hide<V extends LeafValues = LeafValues> = (
  ...leaf: {[K in LeafKind]: [kind: K, value: V[K]]}[LeafKind]
) => boolean

/**
 * A copy for a reader who may not see everything. Hidden leaves lose value and salt and keep their
 * digest, so the copy has the same digest as the whole and still verifies. Every gap looks the same.
 *
 * Titles of sections and attachments, `lang`, `references` and template text are not leaves and stay:
 * keep names out of them. What was withheld already stays withheld. The report itself is not
 * changed; shown leaves are shared with it.
 */
export function redact<V extends LeafValues>(
  report: FrozenReport<V>,
  hide: Hide<V>,
): FrozenReport<V> {
  const cut = <K extends LeafKind>(kind: K, leaves: readonly Leaf<V[K]>[]): Leaf<V[K]>[] =>
    leaves.map(leaf => {
      const hidden =
        leaf.value === undefined || (hide as (kind: K, value: V[K]) => boolean)(kind, leaf.value)
      return hidden ? withhold(leaf) : leaf
    })
  return {
    ...report,
    parties: cut("party", report.parties),
    sources: cut("source", report.sources),
    reactions: cut("reaction", report.reactions),
    sections: report.sections.map(section => {
      const fields = cut("field", section.fields)
      const statements = cut("statement", section.statements)
      // The list of who and what is mentioned would tell something about a hidden statement.
      const gap = [...fields, ...statements].some(leaf => leaf.withheld !== undefined)
      return {...section, fields, statements, uses: gap ? withhold(section.uses) : section.uses}
    }),
  }
}

function withhold<T>(leaf: Leaf<T>): Leaf<T> {
  return {
    digest: leaf.digest,
    ...(leaf.parts === undefined ? {} : {parts: {...leaf.parts}}),
    withheld: {code: "notShown"},
  }
}

/**
 * Digests of the leaves that a copy does not show: what `shown.withheld` of a sign-off must hold when
 * this copy is what the person read. Empty for a whole report.
 */
export function withheldIn(report: FrozenReport): Digest[] {
  const leaves: Leaf<unknown>[] = [
    ...report.parties,
    ...report.sources,
    ...report.sections.flatMap(section => [...section.fields, ...section.statements]),
    ...report.reactions,
  ]
  return leaves.filter(leaf => leaf.withheld !== undefined).map(leaf => leaf.digest)
}
