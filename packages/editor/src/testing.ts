// SPDX-License-Identifier: EUPL-1.2

/**
 * The way from a copy of a place to the server and back, without a page and without a socket: for tests
 * of a transport, and for the bench that asks whether any word is ever lost.
 */
export {openCopies} from "./place-copies.ts"
export type {PlaceCopies, PlaceOptions} from "./place-copies.ts"
export type {Line, LineOptions} from "./line.ts"
export type {Kept, Work} from "./kept.ts"
