// SPDX-License-Identifier: EUPL-1.2
export {renderDocx} from "./render.ts"
export type {DocxOptions} from "./render.ts"
