// SPDX-License-Identifier: EUPL-1.2
import {jwksIdentity} from "@wederhoor/server"
import {exportJWK, exportSPKI, generateKeyPair, type JSONWebKeySet, SignJWT} from "jose"
import {describe, expect, test} from "vitest"

const issuer = "https://login.example"
const seconds = (): number => Math.floor(Date.now() / 1000)

async function keyPair(kid: string): Promise<{
  privateKey: CryptoKey
  publicKey: CryptoKey
  jwk: JSONWebKeySet["keys"][number]
}> {
  const {privateKey, publicKey} = await generateKeyPair("ES256", {extractable: true})
  return {privateKey, publicKey, jwk: {...(await exportJWK(publicKey)), alg: "ES256", kid}}
}

const said = {report: "r", person: "p", role: "author", name: "Ilse Verhaag"}
const base = (
  change: (jwt: SignJWT) => SignJWT = jwt => jwt,
  kid = "k1",
  header: object = {},
): SignJWT =>
  change(
    new SignJWT(said)
      .setProtectedHeader({alg: "ES256", kid, ...header})
      .setIssuer(issuer)
      .setAudience("wederhoor")
      .setSubject("s")
      .setIssuedAt()
      .setExpirationTime("1h"),
  )

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("a token", () => {
  test("that is good says who somebody is, when it was issued and what it is called", async () => {
    const {privateKey, jwk} = await keyPair("k1")
    const identity = jwksIdentity({issuer, keys: {keys: [jwk]}})
    const verified = await identity.verify(await base(jwt => jwt.setJti("t-1")).sign(privateKey))
    expect(verified).toMatchObject({
      ok: true,
      claims: {...said, issuer, subject: "s", tokenId: "t-1"},
    })
    const issuedAt = verified.ok ? verified.claims.issuedAt : 0
    expect(Math.abs((issuedAt ?? 0) - seconds())).toBeLessThan(10)
  })

  const bad: readonly (readonly [
    string,
    (key: CryptoKey, publicKey: CryptoKey) => Promise<string>,
  ])[] = [
    ["of another issuer", key => base(jwt => jwt.setIssuer("https://login.evil")).sign(key)],
    ["for another audience", key => base(jwt => jwt.setAudience("elders")).sign(key)],
    ["that has run out", key => base(jwt => jwt.setExpirationTime(seconds() - 60)).sign(key)],
    [
      "that does not end",
      async key =>
        new SignJWT(said)
          .setProtectedHeader({alg: "ES256", kid: "k1"})
          .setIssuer(issuer)
          .setAudience("wederhoor")
          .setSubject("s")
          .setIssuedAt()
          .sign(key),
    ],
    [
      "older than a working day",
      key => base(jwt => jwt.setIssuedAt(seconds() - 13 * 3600)).sign(key),
    ],
    ["from tomorrow", key => base(jwt => jwt.setIssuedAt(seconds() + 86_400)).sign(key)],
    ["that does not count yet", key => base(jwt => jwt.setNotBefore(seconds() + 3600)).sign(key)],
    [
      "without a signature (alg none)",
      async () =>
        `${part({alg: "none"})}.${part({...said, iss: issuer, aud: "wederhoor", sub: "s", iat: seconds(), exp: seconds() + 60})}.`,
    ],
    [
      "with the public key as a shared secret (HS256)",
      async (_, publicKey) =>
        new SignJWT(said)
          .setProtectedHeader({alg: "HS256", kid: "k1"})
          .setIssuer(issuer)
          .setAudience("wederhoor")
          .setSubject("s")
          .setIssuedAt()
          .setExpirationTime("1h")
          .sign(new TextEncoder().encode(await exportSPKI(publicKey))),
    ],
    [
      "in which the role was changed",
      async key => {
        const [head, , signature] = (await base().sign(key)).split(".")
        const claims = {
          ...said,
          role: "host",
          iss: issuer,
          aud: "wederhoor",
          sub: "s",
          iat: seconds(),
          exp: seconds() + 60,
        }
        return `${head}.${part(claims)}.${signature}`
      },
    ],
    [
      "signed with a key that it brings along",
      async () => {
        const own = await keyPair("k1")
        return base(undefined, "k1", {jwk: own.jwk}).sign(own.privateKey)
      },
    ],
    [
      "without a role",
      key =>
        base(() =>
          new SignJWT({report: "r"})
            .setProtectedHeader({alg: "ES256", kid: "k1"})
            .setIssuer(issuer)
            .setAudience("wederhoor")
            .setSubject("s")
            .setIssuedAt()
            .setExpirationTime("1h"),
        ).sign(key),
    ],
    ["of nine thousand characters", async () => "x".repeat(9000)],
    ["that is nothing", async () => ""],
  ]
  test.each(bad)("%s is refused", async (_, make) => {
    const {privateKey, publicKey, jwk} = await keyPair("k1")
    const identity = jwksIdentity({issuer, keys: {keys: [jwk]}})
    const verified = await identity.verify(await make(privateKey, publicKey))
    expect(verified.ok).toBe(false)
  })
})

describe("keys", () => {
  test("can be changed while the server runs: the new one counts, the old one no more", async () => {
    const [old, fresh] = await Promise.all([keyPair("k1"), keyPair("k2")])
    let now: JSONWebKeySet = {keys: [old.jwk]}
    const identity = jwksIdentity({issuer, keys: () => now})
    const oldToken = await base().sign(old.privateKey)
    const newToken = await base(undefined, "k2").sign(fresh.privateKey)
    const ok = async (token: string): Promise<boolean> => (await identity.verify(token)).ok
    expect([await ok(oldToken), await ok(newToken)]).toEqual([true, false])
    now = {keys: [old.jwk, fresh.jwk]}
    expect([await ok(oldToken), await ok(newToken)]).toEqual([true, true])
    now = {keys: [fresh.jwk]}
    expect([await ok(oldToken), await ok(newToken)]).toEqual([false, true])
  })

  test("that cannot be had let nobody in, and break nothing", async () => {
    const {privateKey, jwk} = await keyPair("k1")
    let broken = true
    const identity = jwksIdentity({
      issuer,
      keys: async () => {
        if (broken) throw new Error("the vault does not answer")
        return {keys: [jwk]}
      },
    })
    const token = await base().sign(privateKey)
    expect(await identity.verify(token)).toEqual({ok: false, code: "unauthenticated"})
    broken = false
    expect((await identity.verify(token)).ok).toBe(true)
  })

  test("a list of the host takes tokens back by their id", async () => {
    const {privateKey, jwk} = await keyPair("k1")
    const list = new Set<string>()
    const identity = jwksIdentity({
      issuer,
      keys: {keys: [jwk]},
      isRevoked: async ({tokenId = ""}) => list.has(tokenId),
    })
    const token = await base(jwt => jwt.setJti("t-9")).sign(privateKey)
    expect((await identity.verify(token)).ok).toBe(true)
    list.add("t-9")
    expect(await identity.verify(token)).toEqual({ok: false, code: "unauthenticated"})
  })
})
