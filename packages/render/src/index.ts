// SPDX-License-Identifier: EUPL-1.2
export {parseTemplate, renderTemplate} from "./template.ts"
export type {Template, TemplateOptions, Budgets, Helper, Json} from "./template.ts"
export {RenderError} from "./findings.ts"
export type {TemplateFinding, FindingCode, Place} from "./findings.ts"
