// SPDX-License-Identifier: EUPL-1.2
import type {Digest} from "./digest.ts"
import type {Issue} from "./issue.ts"
import {
  leafDigest,
  manifestDigest,
  mentioned,
  reactionParts,
  registerOf,
  sectionDigest,
  templateDigest,
  templateSectionDigest,
} from "./report.ts"
import type {FrozenReport, Identified, Leaf, LeafKind} from "./report.ts"
import type {Bundle} from "./seal.ts"

/** Recompute every leaf, section and manifest of a bundle, and its template. */
export async function contentIssues(bundle: Bundle): Promise<Issue[]> {
  const {report, template} = bundle
  const issues: Issue[] = []
  const register = await registerOf(report)
  await checkLeaves("party", report.parties, issues)
  await checkLeaves("source", report.sources, issues)
  for (const [index, section] of report.sections.entries()) {
    const at = {section: section.id}
    await checkLeaves("field", section.fields, issues, at)
    await checkLeaves("statement", section.statements, issues, {...at, number: index + 1})
    await checkUses(section, register, issues)
    if ((await sectionDigest(section)) !== section.digest) {
      issues.push({code: "section-changed", ...at, detail: "the parts do not give its digest"})
    }
    if ((await templateSectionDigest(template, section.id)) !== section.template) {
      issues.push({code: "section-template-changed", ...at, detail: "another template was signed"})
    }
  }
  await checkLeaves("reaction", [...report.reactions, ...(bundle.remarks ?? [])], issues)
  checkDoubles(bundle, issues)
  if ((await manifestDigest(report)) !== report.digest) {
    issues.push({code: "report-changed", detail: "the manifest does not give the digest"})
  }
  const pinned = report.template
  const version: unknown = (template as {version?: unknown}).version
  if (
    (await templateDigest(template)) !== pinned.digest ||
    template.id !== pinned.id ||
    version !== pinned.version
  ) {
    issues.push({code: "template-changed", detail: "the template is not the one that was pinned"})
  }
  return issues
}

async function checkLeaves(
  kind: LeafKind,
  leaves: readonly Leaf<Identified>[],
  issues: Issue[],
  place: {section?: string; number?: number} = {},
): Promise<void> {
  const whole = await Promise.all(leaves.map(leaf => leafHolds(kind, leaf)))
  leaves.forEach((leaf, i) => {
    if (whole[i] !== true) {
      issues.push({
        code: `${kind}-changed`,
        ...(place.section === undefined ? {} : {section: place.section}),
        ...nameOf(kind, leaf, place.number === undefined ? "" : `${place.number}.${i + 1}`),
        detail: detailOf(leaf),
      })
    }
  })
}

/** Does a leaf give its digest, and its parts theirs? A gap has nothing to recompute. */
export async function leafHolds(kind: LeafKind | "uses", leaf: Leaf<Identified>): Promise<boolean> {
  const digest = await leafDigest(kind, leaf)
  if (digest !== null && digest !== leaf.digest) {
    return false
  }
  if (kind !== "reaction" || leaf.salt === undefined || leaf.value === undefined) {
    return true
  }
  const parts = await reactionParts(leaf.salt, leaf.value)
  return parts.words === leaf.parts?.words && parts.later === leaf.parts.later
}

/** Id and number of a statement: the number it carries, else its place as a report prints it ("4.2"). */
function nameOf(
  kind: LeafKind,
  leaf: Leaf<Identified>,
  position: string,
): {statement?: string; nr?: string} {
  if (kind !== "statement" || leaf.value === undefined) {
    return {}
  }
  const nr: unknown = (leaf.value as {nr?: unknown}).nr
  const printed = typeof nr === "string" || typeof nr === "number" ? String(nr) : position
  return {statement: leaf.value.id, ...(printed === "" ? {} : {nr: printed})}
}

function detailOf(leaf: Leaf<Identified>): string {
  return `${leaf.value?.id ?? "a part that is not shown"} does not give the digest ${leaf.digest}`
}

async function checkUses(
  section: FrozenReport["sections"][number],
  register: ReadonlyMap<string, readonly Digest[]>,
  issues: Issue[],
): Promise<void> {
  const {uses, id} = section
  if (!(await leafHolds("uses", uses))) {
    issues.push({code: "uses-changed", section: id, detail: "who and what it mentions was changed"})
  }
  if (uses.value === undefined) {
    return
  }
  const leaves: unknown = uses.value.leaves
  const listed = new Set(Array.isArray(leaves) ? (leaves as unknown[]) : [])
  const values = [...section.fields, ...section.statements].map(leaf => leaf.value)
  if (uses.value.id !== id || mentioned(values, register).some(digest => !listed.has(digest))) {
    issues.push({
      code: "uses-incomplete",
      section: id,
      detail: "it mentions more than it commits to",
    })
  }
}

/** One id names one thing, one digest stands in one place. */
function checkDoubles(bundle: Bundle, issues: Issue[]): void {
  const {report} = bundle
  const digests = new Set<Digest>()
  const check = (
    kind: LeafKind,
    leaves: readonly Leaf<Identified>[],
    ids: Set<string>,
    place = {},
  ): void => {
    for (const leaf of leaves) {
      const id = leaf.value?.id
      if (digests.has(leaf.digest) || (id !== undefined && ids.has(id))) {
        const detail = `${kind} ${id ?? leaf.digest} stands there twice`
        issues.push({code: "duplicate-id", ...place, ...nameOf(kind, leaf, ""), detail})
      }
      digests.add(leaf.digest)
      if (id !== undefined) {
        ids.add(id)
      }
    }
  }
  check("party", report.parties, new Set())
  check("source", report.sources, new Set())
  check("reaction", [...report.reactions, ...(bundle.remarks ?? [])], new Set())
  const statements = new Set<string>()
  const sections = new Set<string>()
  for (const {id, fields, statements: leaves} of report.sections) {
    if (sections.has(id)) {
      issues.push({code: "duplicate-id", section: id, detail: `section ${id} stands there twice`})
    }
    sections.add(id)
    check("field", fields, new Set(), {section: id})
    check("statement", leaves, statements, {section: id})
  }
  const attachments = report.attachments.map(({id}) => id)
  attachments
    .filter((id, i) => attachments.indexOf(id) !== i)
    .forEach(id =>
      issues.push({code: "duplicate-id", detail: `attachment ${id} stands there twice`}),
    )
}
