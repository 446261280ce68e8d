// SPDX-License-Identifier: EUPL-1.2
// The parser of Handlebars is not part of its public API: the version is pinned in the catalog and
// test/syntax.test.ts holds what we lean on. Its types are ours (syntax.ts), hence `unknown` here.
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  export function parse(source: string): unknown
}
