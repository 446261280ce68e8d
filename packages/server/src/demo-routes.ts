// SPDX-License-Identifier: EUPL-1.2
import {dayOf, policyOn, textIn} from "@wederhoor/format"
import type {IncomingMessage} from "node:http"

import {type DemoIdentity, type Door, doorsOf} from "./demo-identity.ts"
import {type Answer, type HttpParts, json, pathOf, problem, readBody} from "./http.ts"
import {langOf, problemFor} from "./problems.ts"

/** Names under which a playground may be asked for; another name is a page elsewhere in disguise. */
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * The doors of the playground: who one can be, and a token for who one chose. `null` for other paths.
 * Answers only on the machine's own names, so that no page elsewhere can reach it through a name that
 * it points here.
 */
export async function demoRoutes(
  parts: HttpParts,
  demo: DemoIdentity,
  request: IncomingMessage,
): Promise<Answer | null> {
  const path = pathOf(request)
  if (path !== "/demo/doors" && path !== "/demo/token") return null
  const lang = langOf(request.headers["accept-language"])
  const refuse = (code: string): Answer => problem(problemFor(code, lang))
  const {remoteAddress = ""} = request.socket
  const fromHere =
    remoteAddress === "::1" || remoteAddress.replace("::ffff:", "").startsWith("127.")
  if (fromHere && !ownNames.test(request.headers.host ?? "")) return refuse("wrong-host")
  const [report] = await parts.store.reports()
  const current = report === undefined ? null : await parts.records.get(report)
  if (!current) return refuse("not-found")
  const {state} = current
  const today = dayOf(parts.now())
  const ownHearing = policyOn(parts.policies, today)?.ages.ownHearing ?? 0
  const doors = (): Door[] => doorsOf(state.persons, today, lang, ownHearing)
  if (path === "/demo/doors") {
    if (request.method !== "GET") return refuse("method-not-allowed")
    const template = await parts.versions.template(state.template.digest)
    return json({
      report: state.report,
      title: template ? textIn(template.title, lang) : state.report,
      doors: doors(),
    })
  }
  if (request.method !== "POST") return refuse("method-not-allowed")
  let body: unknown
  try {
    body = await readBody(request, 1024, lang)
  } catch {
    return refuse("bad-request")
  }
  const wanted = (body as {person?: unknown} | null)?.person
  const door = doors().find(one => one.person === wanted)
  const person = state.persons.find(one => one.id === door?.person)
  if (!person) return refuse("not-found")
  return json({token: await demo.tokenFor(state.report, person)})
}
