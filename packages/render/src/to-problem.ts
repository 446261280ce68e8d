// SPDX-License-Identifier: EUPL-1.2
import {
  describeFinding,
  describeProblem,
  type Finding,
  type Lang,
  type Problem,
} from "@wederhoor/format"
import {failure} from "./findings.ts"

/** A body of `application/problem+json` (RFC 9457), with one entry for each thing that is wrong. */
export interface ProblemDetails {
  /** `urn:wederhoor:problem:<code>`. */
  readonly type: string
  readonly title: string
  /** HTTP status. */
  readonly status: number
  readonly detail: string
  readonly instance?: string
  readonly errors: readonly {
    readonly code: string
    /** JSON pointer as a URI fragment (RFC 6901, section 6) into what was sent. */
    readonly pointer?: string
    /** Id of the section or statement a rule was broken in. */
    readonly section?: string
    readonly statement?: string
    readonly detail: string
  }[]
}

/** How `toProblem` tells it. */
export interface ToProblemOptions {
  readonly lang?: Lang
  /** HTTP status; default 422. A file that cannot be read at all is 400. */
  readonly status?: number
  /** URI of what was asked for. It may hold no name and no number of a person. */
  readonly instance?: string
}

const titles: Readonly<Record<Lang, Readonly<Record<"problem" | "finding", string>>>> = {
  nl: {problem: "Dit bestand klopt nog niet", finding: "Dit verslag is nog niet klaar"},
  en: {problem: "This file is not in order yet", finding: "This report is not ready yet"},
}

/**
 * What is wrong with a file (`Problem`) or a report (`Finding`) as a problem that any HTTP client reads,
 * in plain words. Nothing of the text of a report is in it. A warning is told like an error: leave out what
 * is no reason to refuse.
 *
 * @throws {RenderError} `option-invalid` when there is nothing wrong.
 */
export function toProblem(
  issues: readonly (Problem | Finding)[],
  {lang = "nl", status = 422, instance}: ToProblemOptions = {},
): ProblemDetails {
  const [first] = issues
  if (first === undefined) throw failure("option-invalid", {line: 1, column: 1}, "issues")
  const kind = "rule" in first ? "finding" : "problem"
  const count = issues.length
  const several = {
    nl: `Er zijn ${count} dingen om te verbeteren.`,
    en: `There are ${count} things to mend.`,
  }
  const errors = issues.map(one => errorOf(one, lang))
  return {
    type: `urn:wederhoor:problem:${kind === "finding" ? "findings" : "bad-file"}`,
    title: titles[lang][kind],
    status,
    detail: count === 1 ? (errors[0]?.detail ?? "") : several[lang],
    ...(instance === undefined ? {} : {instance}),
    errors,
  }
}

function errorOf(issue: Problem | Finding, lang: Lang): ProblemDetails["errors"][number] {
  const {what, todo} = "rule" in issue ? describeFinding(issue, lang) : describeProblem(issue, lang)
  const detail = [what, todo].filter(Boolean).join(" ")
  if (!("rule" in issue)) return {code: issue.code, pointer: fragmentOf(issue.at), detail}
  const {rule, section, statement} = issue
  return {code: rule, ...(section ? {section} : {}), ...(statement ? {statement} : {}), detail}
}

/** A JSON pointer as a fragment: what a URI does not allow is written in percents. */
const fragmentOf = (pointer: string): string => `#${encodeURI(pointer).replaceAll("#", "%23")}`
