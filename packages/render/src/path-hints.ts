// SPDX-License-Identifier: EUPL-1.2
import type {ValueType} from "./host-function.ts"
import type {Scope} from "./paths.ts"
import {nearest, step} from "./shape.ts"
import type {Named, Shape} from "./shape.ts"

interface Miss {
  readonly missing: string
  readonly among: readonly string[]
  readonly within: string
}

/**
 * The path by which a name that is not a field here can be reached from here: through a block
 * parameter, the present context or the report itself; `undefined` when that is not clear.
 */
export function isElsewhere(miss: Miss, scope: Scope): string | undefined {
  // One slip of the pen is likelier than the wrong level; two are not.
  if (nearest(miss.missing, miss.among, 1) !== undefined) return undefined
  const starts: (readonly [string, Shape])[] = [
    ...[...scope.params].toReversed(),
    ["", scope.here],
    ["@root", scope.root],
  ]
  for (const [name, shape] of starts) {
    const found = step(shape, miss.missing)
    if (shape.type === "group" && "found" in found)
      return name === "" ? miss.missing : `${name}.${miss.missing}`
  }
  // One level down: `answer.text` for `text`.
  for (const [name, shape] of starts)
    if (shape.type === "group" && name !== "@root")
      for (const [key, inner] of Object.entries(shape.fields))
        if (inner.type === "group" && "found" in step(inner, miss.missing))
          return [name, key, miss.missing].filter(part => part !== "").join(".")
  return undefined
}

const typeWords: Readonly<Record<ValueType, Named>> = {
  string: {nl: "tekst", en: "text"},
  number: {nl: "een getal", en: "a number"},
  boolean: {nl: "ja of nee", en: "yes or no"},
  list: {nl: "een lijst", en: "a list"},
  group: {nl: "een groep", en: "a group"},
  any: {nl: "alles", en: "anything"},
  none: {nl: "niets", en: "nothing"},
}

function listed(names: readonly string[]): string {
  return names.length > 12 ? `${names.slice(0, 12).join(", ")} …` : names.join(", ")
}

/** What would do, per kind of finding. */
export const hintFor: {
  readonly field: (trail: string, miss: Miss, elsewhere: string | undefined) => Named
  readonly list: (shape: Shape) => Named
  readonly named: (known: readonly string[]) => Named
  readonly count: (given: number, least: number, most: number) => Named
  readonly types: (types: readonly ValueType[]) => Named
} = {
  field: (trail, miss, elsewhere) => {
    const full = (name: string): string => (trail === "" ? name : `${trail}.${name}`)
    if (elsewhere !== undefined)
      return {
        nl: `Dat veld staat op een ander niveau: schrijf ${elsewhere}.`,
        en: `That field is on another level: write ${elsewhere}.`,
      }
    const near = nearest(miss.missing, miss.among)
    if (near !== undefined)
      return {nl: `Bedoelt u ${full(near)}?`, en: `Do you mean ${full(near)}?`}
    if (miss.within === "list")
      return {
        nl: `${trail === "" ? "Dit" : trail} is een lijst: loop erdoor met {{#each}}.`,
        en: `${trail === "" ? "This" : trail} is a list: walk through it with {{#each}}.`,
      }
    if (miss.among.length === 0)
      return {
        nl: `${trail === "" ? "De waarde hier" : trail} heeft geen velden: druk de waarde zelf af.`,
        en: `${trail === "" ? "The value here" : trail} has no fields: print the value itself.`,
      }
    return {
      nl: `Hier zijn: ${listed(miss.among)}.`,
      en: `These are here: ${listed(miss.among)}.`,
    }
  },
  list: shape => {
    if (shape.type !== "group")
      return {
        nl: "Druk de waarde af, of gebruik {{#if}}.",
        en: "Print the value, or use {{#if}}.",
      }
    const lists = Object.entries(shape.fields).flatMap(([name, inner]) =>
      inner.type === "list" ? [name] : [],
    )
    return lists.length === 0
      ? {nl: "Gebruik {{#with}} voor één groep.", en: "Use {{#with}} for one group."}
      : {nl: `Lijsten hierin: ${listed(lists)}.`, en: `Lists in it: ${listed(lists)}.`}
  },
  named: known =>
    known.length === 0
      ? {nl: "Laat de naam weg.", en: "Leave out the name."}
      : {nl: `Dit kan: ${listed(known)}.`, en: `Possible are: ${listed(known)}.`},
  count: (given, least, most) => {
    const asked =
      least === most ? String(least) : most === Infinity ? `${least}+` : `${least}–${most}`
    return {
      nl: `Het kreeg er ${given}; geef ${asked}.`,
      en: `It got ${given}; give ${asked}.`,
    }
  },
  types: types => ({
    nl: `Geef ${types
      .filter(each => each !== "none")
      .map(each => typeWords[each].nl)
      .join(" of ")}.`,
    en: `Give ${types
      .filter(each => each !== "none")
      .map(each => typeWords[each].en)
      .join(" or ")}.`,
  }),
}
