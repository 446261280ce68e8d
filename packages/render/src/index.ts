// SPDX-License-Identifier: EUPL-1.2
export {parseTemplate, renderTemplate} from "./template.ts"
export type {Template, TemplateOptions, Budgets} from "./template.ts"
export type {DeclaredHelper, Helper, Json, ValueType} from "./host-function.ts"
export {checkTemplate} from "./check.ts"
export type {CheckOptions} from "./check.ts"
export {reportShape} from "./generated/report-shape.ts"
export type {Named, Shape} from "./shape.ts"
export {checkCompleteness} from "./completeness.ts"
export type {CompletenessOptions} from "./completeness.ts"
export {trialReports} from "./trials.ts"
export {sampleReport} from "./sample.ts"
export {layoutFor, layoutsOf, parseLayouts} from "./layouts.ts"
export type {Layout, Layouts} from "./layouts.ts"
export {answerJob, checkInWorker, renderInWorker} from "./worker.ts"
export type {LayoutAnswer, LayoutJob, WorkerEvent, WorkerOptions, WorkerPort} from "./worker.ts"
export {renderReport, reportPage} from "./report.ts"
export type {PageOptions} from "./report.ts"
export {blackedOut, copyFor, readerFor} from "./copy.ts"
export type {Copy, HiddenFromParty} from "./copy.ts"
export {toInformatieobject} from "./informatieobject.ts"
export type {
  Confidentiality,
  DocumentOwner,
  Informatieobject,
  ReportDocument,
} from "./informatieobject.ts"
export {toProblem} from "./to-problem.ts"
export type {ProblemDetails, ToProblemOptions} from "./to-problem.ts"
export {findShielded, makeRendition} from "./rendition.ts"
export type {FoundShielded, NoRendition, Rendition, RenditionInput} from "./rendition.ts"
export {renderText} from "./text.ts"
export type {TextOptions} from "./text.ts"
export {readTree} from "./read-tree.ts"
export {eachBlock, wordsOf} from "./tree.ts"
export type {
  Block,
  Break,
  Cell,
  Heading,
  Inline,
  Link,
  List,
  Paragraph,
  Part,
  PartRole,
  Quote,
  ReportTree,
  Rule,
  Table,
  Terms,
  Words,
} from "./tree.ts"
export {reportStyles} from "./styles.ts"
export {RenderError} from "./findings.ts"
export type {TemplateFinding, FindingCode, Place} from "./findings.ts"
