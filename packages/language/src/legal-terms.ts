// SPDX-License-Identifier: EUPL-1.2
import {legalTerms} from "./generated/rules.ts"

/** Under this name stand the terms of every template. */
const everywhere = "*"

/**
 * Terms that the law or the form itself uses and that are therefore never a hint in reports of this
 * template: the terms of every report, and those of this one. For `AdviseConfig.exempt`. An unknown template
 * has only the former.
 */
export function legalTermsFor(template: string): ReadonlySet<string> {
  const own = Object.hasOwn(legalTerms, template) ? (legalTerms[template] ?? []) : []
  return new Set([...(legalTerms[everywhere] ?? []), ...(template === everywhere ? [] : own)])
}
