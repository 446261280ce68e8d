// SPDX-License-Identifier: EUPL-1.2
// Libraries that bring no types of their own: what we ask of them.
declare module "hyphen/nl/index.js" {
  const hyphen: {hyphenateSync(text: string, options?: {minWordLength?: number}): string}
  export default hyphen
}
declare module "hyphen/en/index.js" {
  const hyphen: {hyphenateSync(text: string, options?: {minWordLength?: number}): string}
  export default hyphen
}
declare module "linebreak" {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): {readonly position: number; readonly required: boolean} | null
  }
}
