// SPDX-License-Identifier: EUPL-1.2
import {createHash} from "node:crypto"
import {createApi, sha256} from "@wederhoor/editor"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

interface Call {
  readonly url: string
  readonly init: RequestInit
}

function client(answer: (call: Call, turn: number) => Response | Error) {
  const calls: Call[] = []
  const asked: boolean[] = []
  const api = createApi({
    report: "noor-en-sem",
    server: "/wederhoor/",
    lang: "nl",
    token: async ask => {
      asked.push(ask?.fresh ?? false)
      return `token-${asked.length}`
    },
    fetch: async (url, init) => {
      const call = {url: url as string, init: init ?? {}}
      calls.push(call)
      const given = answer(call, calls.length)
      if (given instanceof Error) throw given
      return given
    },
  })
  return {api, calls, asked}
}

const problem = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {"content-type": "application/problem+json"},
  })

describe("the client of the server", () => {
  test("the token travels in the header and never in the address", async () => {
    const {api, calls} = client(() => new Response("{}"))
    await api.view()
    expect(new Headers(calls[0]?.init.headers).get("authorization")).toBe("Bearer token-1")
    expect(calls[0]?.url).toBe("/wederhoor/reports/noor-en-sem")
  })

  test("a refusal is a value with its code, sentence and findings", async () => {
    const findings = [{rule: "fact-needs-source", gate: "toFamily", severity: "error", fixes: []}]
    const {api} = client(() =>
      problem(409, {code: "gate-closed", detail: "Er moet eerst nog iets.", findings}),
    )
    expect(await api.act({act: "offer"})).toEqual({
      ok: false,
      status: 409,
      code: "gate-closed",
      detail: "Er moet eerst nog iets.",
      findings,
    })
  })

  test("an answer that is no problem document is still a value", async () => {
    const {api} = client(() => new Response("<h1>Bad gateway</h1>", {status: 502}))
    expect(await api.view()).toMatchObject({ok: false, code: "http-502", findings: []})
  })

  test("a broken line is a value, and no exception", async () => {
    const {api} = client(() => new TypeError("fetch failed"))
    expect(await api.act({act: "submit"})).toMatchObject({ok: false, code: "offline", status: 0})
  })

  test("a token that ran out is renewed once, and once only", async () => {
    const {api, asked} = client((_, turn) =>
      turn === 1 ? problem(401, {code: "unauthenticated"}) : new Response('{"seq":4}'),
    )
    expect(await api.view()).toEqual({ok: true, value: {seq: 4}})
    expect(asked).toEqual([false, true])
    const refused = client(() => problem(401, {code: "unauthenticated"}))
    expect(await refused.api.view()).toMatchObject({ok: false, code: "unauthenticated"})
    expect(refused.calls).toHaveLength(2)
  })

  test("what-is-signed-is-what-was-read: the digest is over the very bytes that came", async () => {
    const bytes = new TextEncoder().encode("<article>é\r\n\u0000 </article>")
    const expected = createHash("sha256").update(bytes).digest("base64url")
    const {api} = client(() => new Response(bytes, {headers: {"x-wederhoor-sha256": expected}}))
    expect(await api.rendition(2)).toMatchObject({ok: true, value: {version: 2, sha256: expected}})
  })

  test("a rendition that changed on the way is not given to anybody to read", async () => {
    const {api} = client(
      () =>
        new Response("<article>anders</article>", {
          headers: {"x-wederhoor-sha256": "A".repeat(43)},
        }),
    )
    expect(await api.rendition(1)).toMatchObject({ok: false, code: "not-what-was-sent"})
  })

  test("sha256 is base64url without padding (seed 20260322)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 200}), async bytes => {
        const given = bytes.slice().buffer
        expect(await sha256(given)).toBe(createHash("sha256").update(bytes).digest("base64url"))
      }),
      {seed: 20260322, numRuns: 200},
    )
  })
})
