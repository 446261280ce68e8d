// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes} from "../attributes.ts"
import {type Statement, attr} from "../content.ts"
import {textIn} from "../names.ts"
import type {Scope} from "../rule.ts"
import type {Template} from "../template.ts"

type Area = NonNullable<NonNullable<Template["vocabularies"]>["areas"]>[number]

/** The areas of life that a report of this kind has to look at from both sides (FMT-3, FMT-4). */
export const assessedAreas = (template: Template): Area[] =>
  (template.vocabularies?.areas ?? []).filter(area => area.assessed)

/** The standing statements on an area of life. */
export const statementsOn = (area: Area, scope: Scope): Statement[] =>
  [...scope.statements.values()].filter(one => attr(one, "area") === area.id)

/** Whether a statement says what helps or what hinders; of a kind that can say so. */
const hasEffect = (one: Statement, effect: "helping" | "hindering"): boolean =>
  attr(one, "effect") === effect &&
  (statementAttributes["effect"]?.kinds?.includes(one.kind) ?? true)

/** Something that helps. */
export const helps = (one: Statement): boolean => hasEffect(one, "helping")

/** Something that hinders: a concern does so by its kind. */
export const worries = (one: Statement): boolean =>
  one.kind === "concern" || hasEffect(one, "hindering")

/** The area by its name, for a sentence in either language. */
export const areaParams = (area: Area): {readonly area: string; readonly areaEn: string} => ({
  area: textIn(area.label, "nl"),
  areaEn: textIn(area.label, "en"),
})
