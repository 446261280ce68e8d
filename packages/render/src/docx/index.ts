// SPDX-License-Identifier: EUPL-1.2
export {renderDocx} from "./render.ts"
export type {DocxOptions} from "./render.ts"
export {readDocxIdentity, readReplies} from "./replies.ts"
export type {ControlOf, DocxIdentity, ExpectedDocx, RepliesRead} from "./replies.ts"
export type {CommentRead} from "./read-comments.ts"
export {WordFileError} from "./file-error.ts"
export type {WordFileCode} from "./file-error.ts"
