// SPDX-License-Identifier: EUPL-1.2
export {hasTypst, renderTypst} from "./render-typst.ts"
export type {TypstOptions, TypstStandard} from "./render-typst.ts"
