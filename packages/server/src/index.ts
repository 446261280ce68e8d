// SPDX-License-Identifier: EUPL-1.2
export {createServer} from "./create-server.ts"
export {readLayouts} from "./layouts.ts"
export type {ServerOptions, WederhoorServer} from "./create-server.ts"
export type {NewReport, RegisterChanged, ReportMade} from "./reports.ts"
export {defaultLimits} from "./limits.ts"
export type {Limits} from "./limits.ts"
export {jsonLog, plainLog} from "./logging.ts"
export type {Log} from "./logging.ts"
export type {EndCode} from "./endings.ts"
export type {HistoryEntry} from "./exports.ts"
export type {
  HistoryChanges,
  HistoryMoment,
  HistoryMoments,
  HistoryStatements,
} from "@wederhoor/collab"
export {layoutPort} from "./layout-port.ts"
export {memoryStore} from "./memory-store.ts"
export {sqliteStore} from "./sqlite-store.ts"
export type {
  Store,
  LoggedUpdate,
  LoggedEntry,
  Head,
  Snapshot,
  SeqRange,
  StoredBlob,
  ClientClaim,
} from "./store.ts"
export {verifyLog, verifyRecord} from "./log.ts"
export {verifyStore} from "./verify-store.ts"
export type {StoreVerdict} from "./verify-store.ts"
export {readDocument, verifySnapshot} from "./snapshots.ts"
export type {ReadDocument} from "./snapshots.ts"
export {eraseUpdates} from "./erasure.ts"
export type {ErasureOrder} from "./erasure.ts"
export {jwksIdentity} from "./identity.ts"
export type {Identity, Claims, Verified} from "./identity.ts"
export type {SessionFilter} from "./revocations.ts"
export {demoIdentity} from "./demo-identity.ts"
export type {DemoIdentity, Door} from "./demo-identity.ts"
export type {Keys} from "./sign-offs.ts"
export {copyInForm, forms, prepareCopy} from "./forms.ts"
export type {Form, Going, PdfMaker, PreparedCopy} from "./forms.ts"
export {ServerError} from "./error.ts"
export type {ReportView} from "@wederhoor/format"
