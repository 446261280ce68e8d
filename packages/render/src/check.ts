// SPDX-License-Identifier: EUPL-1.2
import {checkCharacters} from "./characters.ts"
import {checkContext} from "./context.ts"
import {finding, RenderError} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {checkPaths} from "./paths.ts"
import {report} from "./shape.ts"
import type {Shape} from "./shape.ts"
import {profileOf, readParts, refuseCycles} from "./template.ts"
import type {TemplateOptions} from "./template.ts"

/** More than so many findings help nobody. */
const most = 200

/** What a template is checked against. */
export interface CheckOptions extends TemplateOptions {
  /** The data it is for. Default: the report model. `{type: "any"}` compares no fields. */
  readonly data?: Shape
}

/**
 * Everything in a template that would keep it from being used: what `parseTemplate` refuses, all of
 * it instead of the first; when there is nothing of that, values or markup that could run, fetch or
 * hide something, fields that the report does not have, and helpers used otherwise than declared.
 * An empty list means: whatever the data, the output is plain, well-closed HTML of allowed elements.
 *
 * In reading order, at most 200: the template itself, then its partials. A partial that is never used is not
 * compared with the report. Whether a template also shows everything that must be read is for
 * `checkCompleteness`. Never throws for what stands in a template.
 */
export function checkTemplate(source: string, options: CheckOptions = {}): TemplateFinding[] {
  try {
    const parts = readParts(source, options)
    const outside = profileOf(parts)
    if (outside.length > 0) return outside.slice(0, most)
    refuseCycles(parts)
    const paths = checkPaths(parts, options.helpers ?? {}, options.data ?? report)
    const sources: [string, string | undefined][] = [[source, undefined]]
    for (const [name, text] of Object.entries(options.partials ?? {})) sources.push([text, name])
    const unseen = sources.flatMap(([text, name]) => checkCharacters(text, name))
    const all = [...checkContext(parts), ...paths, ...unseen]
    return inOrder(all, Object.keys(options.partials ?? {})).slice(0, most)
  } catch (error) {
    return [fromError(error)]
  }
}

/** The template first, then its partials as they were given; each from top to bottom. */
function inOrder(
  found: readonly TemplateFinding[],
  partials: readonly string[],
): TemplateFinding[] {
  const rank = ({at}: TemplateFinding): number =>
    at.partial === undefined ? -1 : partials.indexOf(at.partial)
  return found.toSorted(
    (a, b) => rank(a) - rank(b) || a.at.line - b.at.line || a.at.column - b.at.column,
  )
}

/** An error of this package as a finding; any other error is thrown on. */
export function fromError(error: unknown): TemplateFinding {
  if (!(error instanceof RenderError)) throw error
  const {code, at, text, hint} = error
  return {...finding(code, at), text, hint}
}
