// SPDX-License-Identifier: EUPL-1.2
import {
  bindClients,
  type ClientBinding,
  clientsOf,
  encodeEnvelope,
  formatVersion,
  parseEnvelope,
} from "@wederhoor/collab"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

const clientId = fc.integer({min: 0, max: 0xffffffff})

describe("envelope", () => {
  test("reads back as it was written", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(clientId, {maxLength: 80}),
        fc.string(),
        (jwt, clientIds, templateDigest) => {
          const envelope = {jwt, clientIds, format: formatVersion, templateDigest}
          expect(parseEnvelope(encodeEnvelope(envelope))).toEqual(envelope)
        },
      ),
    )
  })

  test("is total: anything else reads as null", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map(value => JSON.stringify(value)),
        ),
        token => {
          expect(parseEnvelope(token)).toBeNull()
        },
      ),
    )
  })

  const right = {jwt: "a.b.c", clientIds: [1], format: formatVersion, templateDigest: "x"}
  test.each([
    ["a client id below zero", {...right, clientIds: [-1]}],
    ["a client id above 32 bits", {...right, clientIds: [2 ** 32]}],
    ["a broken client id", {...right, clientIds: [1.5]}],
    ["a client id in words", {...right, clientIds: ["1"]}],
    ["no client ids", {...right, clientIds: undefined}],
    ["no token", {...right, jwt: undefined}],
    ["no format", {...right, format: null}],
    ["no template", {...right, templateDigest: 7}],
    ["too long", {...right, jwt: "x".repeat(70_000)}],
  ])("%s: null", (_, value) => {
    expect(parseEnvelope(JSON.stringify(value))).toBeNull()
  })

  test("drops what is not of the envelope, and doubles", () => {
    expect(parseEnvelope(JSON.stringify({...right, clientIds: [1, 1], role: "author"}))).toEqual(
      right,
    )
  })
})

describe("client ids", () => {
  const place = "r/content"
  const none = (): boolean => false
  const claim = (
    user: string,
    clientIds: readonly number[],
    known: (id: number) => boolean = none,
  ) => ({place, user, clientIds, known})

  test("a fresh id binds to its user for ever", () => {
    const first = bindClients([], claim("anna", [7]))
    expect(first).toEqual({
      ok: true,
      bindings: [{place, clientId: 7, user: "anna"}],
      added: [{place, clientId: 7, user: "anna"}],
    })
    if (!first.ok) return
    expect(
      bindClients(
        first.bindings,
        claim("anna", [7], () => true),
      ),
    ).toEqual({ok: true, bindings: first.bindings, added: []})
    expect(bindClients(first.bindings, claim("bram", [8, 7]))).toEqual({
      ok: false,
      code: "foreign-client",
      clientId: 7,
    })
  })

  test("an id that the document knows and nobody claimed is refused: the server's own", () => {
    expect(
      bindClients(
        [],
        claim("anna", [1], id => id === 1),
      ),
    ).toEqual({ok: false, code: "client-in-use", clientId: 1})
  })

  test("at most 64 a session, doubles not counted", () => {
    const ids = Array.from({length: 64}, (_, at) => at)
    expect(bindClients([], claim("anna", [...ids, 0])).ok).toBe(true)
    expect(bindClients([], claim("anna", [...ids, 64]))).toEqual({
      ok: false,
      code: "too-many-clients",
    })
  })

  test("what is no client id is refused", () => {
    for (const wrong of [-1, 1.5, 2 ** 32, Number.NaN])
      expect(bindClients([], claim("anna", [wrong]))).toMatchObject({
        ok: false,
        code: "bad-client-id",
      })
  })

  test("another place is another matter", () => {
    const bindings: ClientBinding[] = [{place: "r/review", clientId: 7, user: "bram"}]
    expect(bindClients(bindings, claim("anna", [7])).ok).toBe(true)
    expect(clientsOf(bindings, place, "bram")).toEqual(new Set())
    expect(clientsOf(bindings, "r/review", "bram")).toEqual(new Set([7]))
  })

  test("no id ever belongs to two users of a place, and a refusal changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom("anna", "bram", "cor"), fc.array(fc.nat(9), {maxLength: 4})),
        ),
        claims => {
          let bindings: readonly ClientBinding[] = []
          for (const [user, ids] of claims) {
            const result = bindClients(bindings, claim(user, ids))
            if (result.ok) bindings = result.bindings
          }
          expect(new Set(bindings.map(binding => binding.clientId)).size).toBe(bindings.length)
        },
      ),
    )
  })
})
