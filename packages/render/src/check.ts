// SPDX-License-Identifier: EUPL-1.2
import {checkContext} from "./context.ts"
import {finding, RenderError} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {profileOf, readParts, refuseCycles} from "./template.ts"
import type {TemplateOptions} from "./template.ts"

/**
 * Everything in a template that would keep it from being used: what `parseTemplate` refuses, all of
 * it instead of the first, and values or markup that could run, fetch or hide something. An empty
 * list means: whatever the data, the output is plain, well-closed HTML of allowed elements.
 *
 * Whether it also shows everything that must be read is for `checkCompleteness`.
 * Never throws for what stands in a template.
 */
export function checkTemplate(source: string, options: TemplateOptions = {}): TemplateFinding[] {
  try {
    const parts = readParts(source, options)
    const outside = profileOf(parts)
    if (outside.length > 0) return outside
    refuseCycles(parts)
    return checkContext(parts)
  } catch (error) {
    return [fromError(error)]
  }
}

/** An error of this package as a finding; any other error is thrown on. */
export function fromError(error: unknown): TemplateFinding {
  if (!(error instanceof RenderError)) throw error
  const {code, at, text, hint} = error
  return {...finding(code, at), text, hint}
}
