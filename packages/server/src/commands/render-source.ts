// SPDX-License-Identifier: EUPL-1.2
import {
  checkReportFile,
  evolve,
  type Lang,
  parseReportFile,
  type Person,
  type RecordState,
  type Role,
  type Template,
  type Version,
} from "@wederhoor/format"
import {
  type Bundle,
  type FlattenedJws,
  type Jwks,
  makeBundle,
  readSignOff,
  receiptCode,
  type SignOff,
  signOffState,
  verifyBundle,
} from "@wederhoor/signoff"

import {ServerError} from "../error.ts"
import {say} from "./arguments.ts"
import {problemHint, readJson, templateOf} from "./files.ts"

/** A report to be rendered, from whichever file. */
export interface Source {
  readonly version: Version
  readonly state: RecordState
  readonly template: Template
  readonly use: "hearing" | "signing" | "final"
  readonly signOffs: {
    readonly [id: string]: {readonly state: string; readonly receiptCode: string}
  }
  /** When the file is a bundle: it is one reader's already. */
  readonly bundle: Bundle | null
}

/**
 * Read a report file or a bundle. Of a report file: the final version, or the newest, or the one asked for.
 *
 * @param keys published keys; without them it is not said whether a signature still holds.
 * @throws ServerError `unreadable`, `not-a-report`, `unknown-template` or `no-version`.
 */
export async function readSource(
  file: string,
  lang: Lang,
  options: {
    readonly templates: readonly string[]
    readonly keys: Jwks | undefined
    readonly version: string | undefined
  },
): Promise<Source> {
  const value = await readJson(file, lang)
  const format = (value as {format?: unknown} | null)?.format
  return typeof format === "string" && format.startsWith("wederhoor-bundle/")
    ? fromBundle(file, value as Bundle, lang, options.keys)
    : fromReport(file, value, lang, options)
}

async function fromReport(
  file: string,
  value: unknown,
  lang: Lang,
  {templates, keys, version: asked}: Parameters<typeof readSource>[2],
): Promise<Source> {
  const problems = checkReportFile(value)
  if (problems.length > 0) throw new ServerError("not-a-report", file, problemHint(problems, lang))
  const report = parseReportFile(value)
  const {record: state, versions} = report
  const {template} = await templateOf(report, file, templates, lang)
  const number = asked ? Number(asked) : (state.final?.version ?? versions.at(-1)?.version)
  const version = versions.find(one => one.version === number)
  const ref = state.versions.find(one => one.number === number)
  if (!version || !ref)
    throw new ServerError(
      "no-version",
      file,
      asked
        ? say(
            lang,
            `versie ${asked} zit niet in dit bestand`,
            `version ${asked} is not in this file`,
          )
        : say(
            lang,
            "dit verslag is nog nooit vastgelegd om te lezen; leg het eerst voor",
            "this report was never frozen to be read; offer it first",
          ),
    )
  return {
    version,
    state,
    template,
    use: state.final?.version === number ? "final" : ref.purpose,
    signOffs: await worthOf(state, version, keys),
    bundle: null,
  }
}

/** What each signature is worth now, as far as the keys say, and the code of its receipt. */
async function worthOf(
  state: RecordState,
  version: Version,
  keys: Jwks | undefined,
): Promise<Source["signOffs"]> {
  const signed = state.signOffs.filter(({jws}) => jws !== null)
  const read =
    keys === undefined ? [] : await Promise.all(signed.map(one => readSignOff(one.jws, keys)))
  const believed = read.flatMap((one): SignOff[] => (one.ok ? [one.signOff] : []))
  const entries = signed.map(async ({id, jws}) => {
    const own = believed.find(one => one.id === id)
    const worth =
      keys === undefined ? "" : own ? signOffState(own, version, believed).state : "superseded"
    return [id, {state: worth, receiptCode: await receiptCode(jws as FlattenedJws)}] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** A bundle says who signed what; who was heard, and how, stands in the record and not in it. */
async function fromBundle(
  file: string,
  bundle: Bundle,
  lang: Lang,
  keys: Jwks | undefined,
): Promise<Source> {
  const checked = await verifyBundle(bundle, keys === undefined ? {} : {keys})
  if (checked.outcome === "changed" || checked.report === null)
    throw new ServerError(
      "not-a-report",
      file,
      say(
        lang,
        "dit controlebestand is veranderd; kijk met wederhoor verify wat er is gebeurd",
        "this check file was changed; see with wederhoor verify what happened",
      ),
    )
  const version = bundle.report as unknown as Version
  const template = bundle.template as unknown as Template
  const persons = version.parties.flatMap(({value}): Person[] =>
    value ? [{...value, role: value.role as Role}] : [],
  )
  const created = evolve(null, {
    seq: 1,
    at: version.frozenAt,
    actor: {person: "host", role: "host"},
    event: {
      type: "created",
      report: version.id,
      template: {...version.template},
      lang: version.lang,
      persons,
      fields: {},
    },
  })
  const remarks = new Map(
    (bundle.remarks ?? []).flatMap(({value}) => {
      const {id, text} = (value ?? {}) as {id?: unknown; text?: unknown}
      return typeof id === "string" && typeof text === "string" ? [[id, text] as const] : []
    }),
  )
  const signOffs = checked.signOffs.map(one => ({
    id: one.id,
    person: one.party.ref,
    purpose: one.purpose,
    decision: one.decision,
    remarks: remarks.get(`remark-${one.id}`) ?? "",
    version: one.version,
    at: one.at,
    jws: null,
  }))
  const codes = new Map(
    await Promise.all(
      bundle.signOffs.map(async jws => [idIn(jws), await receiptCode(jws)] as const),
    ),
  )
  const worth = checked.signOffs.map(
    ({id, state}) => [id, {state, receiptCode: codes.get(id) ?? ""}] as const,
  )
  return {
    version,
    state: {
      ...created,
      reactions: version.reactions.flatMap(({value}) => value ?? []),
      signOffs,
      final: {version: version.version, at: version.frozenAt, seal: bundle.seal},
    },
    template,
    use: "final",
    signOffs: Object.fromEntries(worth),
    bundle: await makeBundle(bundle),
  }
}

/** Which sign-off it is; that it holds was checked before. */
const idIn = (jws: FlattenedJws): string =>
  String((JSON.parse(Buffer.from(jws.payload, "base64url").toString("utf8")) as {id: unknown}).id)
