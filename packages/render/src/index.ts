// SPDX-License-Identifier: EUPL-1.2
export {parseTemplate, renderTemplate} from "./template.ts"
export type {Template, TemplateOptions, Budgets, Helper, Json} from "./template.ts"
export {renderReport, reportPage} from "./report.ts"
export type {PageOptions} from "./report.ts"
export {reportStyles} from "./styles.ts"
export {RenderError} from "./findings.ts"
export type {TemplateFinding, FindingCode, Place} from "./findings.ts"
