// SPDX-License-Identifier: EUPL-1.2
import type {Act, Content, ReportFile, ReportView} from "@wederhoor/format"
import type {NewReport} from "@wederhoor/server"
import {readFileSync} from "node:fs"
import {expect} from "vitest"

import type {Running} from "./running.ts"

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../templates/${path}`, import.meta.url), "utf8"))

/** The worked example of a template as a report that starts anew, with another text when given. */
export function example(
  kind: string,
  change: (content: Content) => Content = one => one,
): NewReport {
  const {record, content} = read(`${kind}/voorbeeld.json`) as ReportFile
  return {
    id: `${kind}-1`,
    template: read(`${kind}/template.json`) as NewReport["template"],
    lang: "nl",
    persons: record.persons,
    fields: Object.fromEntries(
      Object.entries(record.fields).map(([section, fields]) => [
        section,
        Object.fromEntries(Object.entries(fields).map(([id, {value}]) => [id, value])),
      ]),
    ),
    content: change(content),
  }
}

/** Do an act that must be taken. */
export async function done(here: Running, person: string, act: Act): Promise<ReportView> {
  const {status, body} = await here.act(person, act)
  expect([act.act, status, body.code, body.findings?.map(one => JSON.stringify(one))]).toEqual([
    act.act,
    200,
    undefined,
    undefined,
  ])
  return body
}
