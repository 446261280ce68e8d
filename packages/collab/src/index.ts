// SPDX-License-Identifier: EUPL-1.2
export {placeName, parsePlace, placeRights, tableOf} from "./places.ts"
export type {Place, PlaceKind, PlaceRights, Actor} from "./places.ts"
export {formatVersion, encodeEnvelope, parseEnvelope} from "./session.ts"
export type {SessionEnvelope} from "./session.ts"
export {bindClients, clientsOf} from "./clients.ts"
export type {BindCode, BindResult, ClientBinding, ClientClaim} from "./clients.ts"
export {seedContent, readContent, readDrafts} from "./content.ts"
export type {Draft, UnknownPart} from "./content.ts"
export {placesAfterMove, readingOrder, slotAt} from "./order.ts"
export type {Slot, Standing} from "./order.ts"
export {guard} from "./guard.ts"
export type {Address, GuardContext, Touch, Verdict} from "./guard.ts"
export type {GuardLimits} from "./decode.ts"
export {refusals} from "./refusal.ts"
export type {RefusalCode} from "./refusal.ts"
export {diffContent, keptFrom} from "./replay.ts"
export type {Kept, StatementEdit} from "./replay.ts"
export {changesBetween} from "./history.ts"
export type {
  ContentChanges,
  DetailChange,
  Fate,
  SectionChanges,
  SourceChange,
  StatementChange,
} from "./history.ts"
export {wordDifference} from "./history-words.ts"
export type {Segment} from "./history-words.ts"
export {describeChange, describeDetail} from "./history-described.ts"
export type {NameOf} from "./history-described.ts"
export {authorship, settleMakers, workSessions} from "./history-authors.ts"
export type {Author, Authorship, LogLink, Moment, WorkedOn, WorkSession} from "./history-authors.ts"
export {applyEdit, editsBetween, replayRefusals} from "./apply.ts"
export type {DraftEdit, PlaceEdit, Replayed, ReplayRefusal, TextEdit} from "./apply.ts"
export type {Hunk, Stroke} from "./strokes.ts"
export {CollabError} from "./collab-error.ts"
export type {
  HistoryChanges,
  HistoryMoment,
  HistoryMoments,
  HistoryStatements,
} from "./history-view.ts"
