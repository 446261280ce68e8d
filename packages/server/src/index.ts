// SPDX-License-Identifier: EUPL-1.2
export {memoryStore} from "./memory-store.ts"
export {sqliteStore} from "./sqlite-store.ts"
export {ServerError} from "./error.ts"
export {verifyLog, verifyRecord} from "./log.ts"
export type {Store, LoggedUpdate, LoggedEntry, StoredBlob, ClientClaim} from "./store.ts"
