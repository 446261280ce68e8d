// SPDX-License-Identifier: EUPL-1.2
import {createServer, jwksIdentity, memoryStore} from "@wederhoor/server"
import {exportJWK, generateKeyPair, SignJWT} from "jose"
import {mkdirSync, mkdtempSync, symlinkSync, writeFileSync} from "node:fs"
import {request} from "node:http"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {invented, people, type Running, running} from "./running.ts"

let here: Running
beforeAll(async () => void (here = await running()))
afterAll(() => here.stop())

/** Send exactly this path: `fetch` would tidy it up first. */
const raw = (
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<{status: number; body: string}> =>
  new Promise((resolve, reject) => {
    const {hostname, port} = new URL(url)
    const sent = request({hostname, port, path, headers, method}, response => {
      let body = ""
      response.on("data", chunk => (body += chunk))
      response.on("end", () => resolve({status: response.statusCode ?? 0, body}))
    })
    sent.on("error", reject)
    sent.end()
  })

const post = (
  path: string,
  token: string,
  body: string,
  type = "application/json",
): Promise<Response> =>
  fetch(`${here.url}${path}`, {
    method: "POST",
    headers: {authorization: `Bearer ${token}`, "content-type": type},
    body,
  })

describe("who may ask what", () => {
  test("without a token, with a broken one or one in the address: 401 and nothing else", async () => {
    const path = `/wederhoor/reports/${here.report}`
    const token = await here.token(people.author)
    for (const [address, headers] of [
      [path, {}],
      [path, {authorization: "Bearer x.y.z"}],
      [path, {authorization: `Basic ${token}`}],
      [`${path}?token=${token}`, {}],
    ] as const) {
      const response = await fetch(here.url + address, {headers})
      expect(response.status).toBe(401)
      expect(response.headers.get("content-type")).toContain("application/problem+json")
      expect(((await response.json()) as {code: string}).code).toBe("unauthenticated")
    }
  })

  test("a role or report that the register does not confirm: 403, the same for a report that is not there", async () => {
    const cases = [
      ["noor-en-sem", {id: people.mother, role: "author", name: "x"}],
      ["noor-en-sem", {id: "nobody", role: "author", name: "x"}],
      ["another", {id: people.author, role: "author", name: "x"}],
      ["noor-en-sem", {id: "__proto__", role: "author", name: "x"}],
    ] as const
    const said: unknown[] = []
    for (const [report, person] of cases) {
      const token = await here.identity.tokenFor(report, person)
      for (const asked of ["noor-en-sem", "another"]) {
        const response = await fetch(`${here.url}/wederhoor/reports/${asked}`, {
          headers: {authorization: `Bearer ${token}`},
        })
        said.push([response.status, ((await response.json()) as {code: string}).code])
      }
    }
    expect(said).toEqual(said.map(() => [403, "not-in-register"]))
  })

  test("family sees no fields, reviews, disclosure, other hearings or shielded words", async () => {
    const mother = await here.view(people.mother)
    expect(mother).not.toHaveProperty("fields")
    expect(mother).not.toHaveProperty("disclosure")
    expect(mother).not.toHaveProperty("reviews")
    expect(mother.hearings.map(({person}) => person)).toEqual([people.mother])
    expect(mother.places).toEqual({reply: "write"})
    for (const person of Object.values(people)) {
      const text = await (await here.get(person, "")).text()
      expect([person, text.includes("Lindelaan"), text.includes("afgeschermd")]).toEqual([
        person,
        false,
        false,
      ])
    }
    for (const path of ["/findings?gate=toFamily", "/history"])
      expect((await here.get(people.mother, path)).status).toBe(403)
  })

  test("findings name the rule on shielded words and never the words", async () => {
    const response = await here.get(people.author, "/findings?gate=toFamily")
    const text = await response.text()
    expect([response.status, text.includes("shielded-text"), text.includes("Lindelaan")]).toEqual([
      200,
      true,
      false,
    ])
    expect((await here.get(people.author, "/findings?gate=none")).status).toBe(400)
  })

  test("only the host makes reports, once, and whole", async () => {
    const host = await here.identity.hostToken()
    const {id, ...rest} = invented()
    const make = async (body: unknown, token = host): Promise<[number, string]> => {
      const response = await post("/wederhoor/reports", token, JSON.stringify(body))
      return [response.status, ((await response.json()) as {code?: string}).code ?? "made"]
    }
    expect(await make({id: "second", ...rest}, await here.token(people.author))).toEqual([
      403,
      "not-allowed",
    ])
    expect(await make({id, ...rest})).toEqual([409, "report-exists"])
    for (const broken of [
      {...rest, id: "../etc"},
      {...rest, id: "third", persons: [...rest.persons, rest.persons[0]]},
      {...rest, id: "third", template: {...rest.template, sections: []}},
      {...rest, id: "third", persons: [{id: "x", role: "king", name: "x", label: "x"}]},
      {...rest, id: "third", content: {sections: [{id: "nowhere", statements: []}], sources: []}},
      {
        ...rest,
        id: "third",
        content: {
          sections: [
            {
              id: "facts",
              statements: [
                {id: "a", kind: "fact", lines: [], attrs: {verifiedBy: "<b>"}, relations: []},
              ],
            },
          ],
          sources: [],
        },
      },
      {
        ...rest,
        id: "third",
        content: {
          sections: [{id: "facts", statements: [{id: "a", kind: "fact", lines: 5}]}],
          sources: [],
        },
      },
      {...rest, id: "third", content: {sections: [{id: "facts", statements: [null]}], sources: []}},
      [],
      "x",
    ])
      expect((await make(broken))[0]).toBe(422)
    expect(await make({id: "third", ...rest})).toEqual([201, "made"])
    expect(await here.store.reports()).toEqual(["noor-en-sem", "third"])
    expect((await here.store.updates("third/content")).map(({user}) => user)).toEqual(["server"])
  })
})

describe("what is sent", () => {
  test("acts: a closed form, JSON only, within its size", async () => {
    const token = await here.token(people.author)
    const path = `/wederhoor/reports/${here.report}/acts`
    for (const [body, status, type] of [
      ["{", 400],
      ["null", 400],
      ['{"act":"offer","actor":"femke-yilmaz"}', 400],
      ['{"act":"constructor"}', 400],
      [
        '{"act":"setField","section":"occasion","field":"x","value":"y","expected":0,"__proto__":{}}',
        400,
      ],
      ['{"act":"offer","act":"finalise"}', 400],
      [JSON.stringify({act: "return", reason: "x".repeat(300_000)}), 413],
      ['{"act":"offer"}', 415, "text/plain"],
    ] as const)
      expect([body.slice(0, 60), (await post(path, token, body, type)).status]).toEqual([
        body.slice(0, 60),
        status,
      ])
    expect((await here.view(people.author)).seq).toBe(1)
  })

  test("a body without a length that goes on and on is answered and cut off", async () => {
    const token = await here.token(people.author)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++
        if (sent > 400) controller.close()
        else controller.enqueue(new Uint8Array(64 * 1024).fill(32))
      },
    })
    const status = await fetch(`${here.url}/wederhoor/reports/${here.report}/acts`, {
      method: "POST",
      headers: {authorization: `Bearer ${token}`, "content-type": "application/json"},
      body,
      duplex: "half",
    } as RequestInit).then(
      response => response.status,
      () => 413,
    )
    expect(status).toBe(413)
    expect(sent).toBeLessThan(400)
    expect(here.logged).toEqual([])
  })

  test("a field changes only from the value one saw", async () => {
    const set = (value: string, expected: number) =>
      here.act(people.author, {
        act: "setField",
        section: "occasion",
        field: "requestedBy",
        value,
        expected,
      })
    expect((await set("de rechter", 1)).body.fields?.["occasion"]?.["requestedBy"]).toEqual({
      value: "de rechter",
      version: 2,
    })
    expect(await set("iemand anders", 1)).toMatchObject({
      status: 409,
      body: {code: "changed-meanwhile"},
    })
    const unknown = await here.act(people.author, {
      act: "setField",
      section: "facts",
      field: "__proto__",
      value: "x",
      expected: 0,
    })
    expect(unknown.status).toBe(422)
  })

  test("of ten acts at once on one value one is taken", async () => {
    const version =
      (await here.view(people.author)).fields?.["occasion"]?.["requestedOn"]?.version ?? 0
    const answers = await Promise.all(
      Array.from({length: 10}, (_, n) =>
        here.act(people.author, {
          act: "setField",
          section: "occasion",
          field: "requestedOn",
          value: `2026-03-${String(n + 10)}`,
          expected: version,
        }),
      ),
    )
    expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array<number>(9).fill(409),
    ])
  })

  test("a sentence in the language of the reader, a code that stays the same", async () => {
    const headers = {
      authorization: `Bearer ${await here.token(people.author)}`,
      "content-type": "application/json",
    }
    const body = '{"act":"submit"}'
    const said = async (lang: string): Promise<{code: string; detail: string}> =>
      (await (
        await fetch(`${here.url}/wederhoor/reports/${here.report}/acts`, {
          method: "POST",
          headers: {...headers, "accept-language": lang},
          body,
        })
      ).json()) as {code: string; detail: string}
    const [dutch, english] = [
      await said("nl-NL,nl;q=0.9,en;q=0.8"),
      await said("fr, en;q=0.8, nl;q=0.2"),
    ]
    expect([dutch.code, english.code]).toEqual(["wrong-phase", "wrong-phase"])
    expect(
      [dutch.detail, english.detail].map(text => /Concept/.test(text) || /Draft/.test(text)),
    ).toEqual([true, true])
    expect(dutch.detail).not.toBe(english.detail)
  })

  test("a method or path that is not there", async () => {
    const token = await here.token(people.author)
    expect((await post(`/wederhoor/reports/${here.report}`, token, "{}")).status).toBe(405)
    for (const path of [
      "/nowhere",
      "/versions/1",
      "/versions/01/rendition",
      "/acts/x",
      "/versions/1/rendition/x",
      "/report.html/",
    ])
      expect([path, (await here.get(people.author, path)).status]).toEqual([path, 404])
    expect((await here.get(people.author, "/versions/1/rendition")).status).toBe(404)
  })

  test("a template is served under its digest for ever", async () => {
    const {template} = await here.view(people.mother)
    const ask = async (digest: string): Promise<Response> =>
      fetch(`${here.url}/wederhoor/templates/${digest}`, {
        headers: {authorization: `Bearer ${await here.token(people.mother)}`},
      })
    const response = await ask(template.digest)
    expect(response.headers.get("cache-control")).toContain("immutable")
    expect(((await response.json()) as {id: string}).id).toBe("feitenonderzoek")
    expect((await ask("x".repeat(43))).status).toBe(404)
  })
})

describe("pages", () => {
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-pages-"))
  const pages = join(folder, "dist")
  mkdirSync(join(pages, "assets"), {recursive: true})
  writeFileSync(join(pages, "index.html"), "<h1>Wederhoor</h1>")
  writeFileSync(join(pages, "assets", "app-1a2b.js"), "export {}")
  writeFileSync(join(pages, ".env"), "SECRET=1")
  writeFileSync(join(pages, "notes.db"), "data")
  writeFileSync(join(folder, "secret.json"), "{}")
  symlinkSync(join(folder, "secret.json"), join(pages, "linked.json"))
  const element = join(folder, "browser")
  mkdirSync(element)
  writeFileSync(join(element, "element.js"), "customElements.define")
  writeFileSync(join(element, "wederhoor.css"), "@layer wederhoor {}")
  writeFileSync(join(element, "notes.txt"), "notes")
  let url = ""
  let stop: () => Promise<void>
  beforeAll(async () => {
    const {identity} = here
    const server = createServer({
      store: memoryStore(),
      identity,
      keys: {
        signer: {kid: "none", alg: "ES256", sign: () => Promise.reject(new Error("no key"))},
        published: {keys: []},
      },
      organisation: {name: "x"},
      policies: [],
      layouts: {general: {nl: "<p>{{title}}</p>", en: "<p>{{title}}</p>"}},
      pages,
      element,
    })
    ;({url} = await server.listen())
    stop = () => server.close()
  })
  afterAll(() => stop())

  test("are served with a policy that allows our own scripts and styles and nothing else", async () => {
    const response = await fetch(url)
    const policy = response.headers.get("content-security-policy") ?? ""
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(response.headers.get("x-content-type-options")).toBe("nosniff")
    expect(response.headers.get("referrer-policy")).toBe("no-referrer")
    expect(await response.text()).toContain("Wederhoor")
    const etag = response.headers.get("etag") ?? ""
    expect((await fetch(url, {headers: {"if-none-match": etag}})).status).toBe(304)
    const asset = await fetch(`${url}/assets/app-1a2b.js`)
    expect(asset.headers.get("cache-control")).toContain("immutable")
  })

  test.each([
    ["element.js", "text/javascript; charset=utf-8", "customElements.define"],
    ["wederhoor.css", "text/css; charset=utf-8", "@layer wederhoor {}"],
  ])(
    "%s comes to everybody, is asked for again, and sent again when it changed",
    async (name, type, text) => {
      const response = await fetch(`${url}/wederhoor/${name}`)
      expect(response.status).toBe(200)
      expect(response.headers.get("content-type")).toBe(type)
      expect(response.headers.get("x-content-type-options")).toBe("nosniff")
      expect(response.headers.get("cache-control")).toBe("no-cache")
      expect(await response.text()).toBe(text)
      const known = {"if-none-match": response.headers.get("etag") ?? ""}
      const same = await fetch(`${url}/wederhoor/${name}`, {headers: known})
      expect([same.status, await same.text()]).toEqual([304, ""])
      writeFileSync(join(element, name), `${text} /* changed */`)
      expect((await fetch(`${url}/wederhoor/${name}`, {headers: known})).status).toBe(200)
      expect((await fetch(`${url}/wederhoor/${name}`, {method: "POST"})).status).toBe(405)
    },
  )

  test("of the folder of the element only those two files are served", async () => {
    for (const path of [
      "notes.txt",
      "element.js/",
      "element.js/x",
      "%65lement.js",
      "../element.js",
    ])
      expect([path, (await raw(url, `/wederhoor/${path}`)).status]).not.toEqual([path, 200])
  })

  test("without the built editor its address says what is missing", async () => {
    for (const name of ["element.js", "wederhoor.css"]) {
      const response = await fetch(`${here.url}/wederhoor/${name}`)
      expect(response.status).toBe(404)
      expect(response.headers.get("content-type")).toContain("application/problem+json")
      expect(((await response.json()) as {code: string}).code).toBe("not-built")
    }
  })

  test("nothing outside the folder, hidden, linked or of an unknown type is served", async () => {
    for (const path of [
      "/../secret.json",
      "/%2e%2e/secret.json",
      "/..%2fsecret.json",
      "/assets/../../secret.json",
      "/assets/..%5c..%5csecret.json",
      "//etc/passwd",
      "/.env",
      "/linked.json",
      "/notes.db",
      "/assets",
      "/index.html%00.js",
      "/%E0%A4%A",
    ])
      expect([path, (await raw(url, path)).status]).toEqual([path, 404])
  })

  test("the playground's identities are not there without the playground", async () => {
    expect((await fetch(`${url}/demo/doors`)).status).toBe(404)
  })
})

describe("the playground", () => {
  test("opens a door for everybody who acts, with the age of a child", async () => {
    const {doors} = (await (await fetch(`${here.url}/demo/doors`)).json()) as {
      doors: {person: string; age?: number; roleLabel: string}[]
    }
    expect(doors.map(({person}) => person)).toEqual(expect.arrayContaining(Object.values(people)))
    expect(doors.find(({person}) => person === people.daughter)?.age).toBeGreaterThanOrEqual(13)
    const answer = await fetch(`${here.url}/demo/token`, {
      method: "POST",
      headers: {"content-type": "application/json"},
      body: JSON.stringify({person: people.mother}),
    })
    const {token} = (await answer.json()) as {token: string}
    const view = await fetch(`${here.url}/wederhoor/reports/${here.report}`, {
      headers: {authorization: `Bearer ${token}`},
    })
    expect(((await view.json()) as {you: {role: string}}).you.role).toBe("parent")
  })

  test("is not reachable through a name that points here from elsewhere, nor by a form of another page", async () => {
    expect((await raw(here.url, "/demo/doors", {host: "evil.example"})).status).toBe(421)
    const form = {
      method: "POST",
      headers: {"content-type": "text/plain"},
      body: JSON.stringify({person: people.mother}),
    }
    expect((await fetch(`${here.url}/demo/token`, form)).status).toBe(400)
  })
})

describe("jwksIdentity", () => {
  test("believes only its own issuer, audience, keys and time, and no shared secrets", async () => {
    const {privateKey, publicKey} = await generateKeyPair("ES256")
    const other = await generateKeyPair("ES256")
    const keys = {keys: [{...(await exportJWK(publicKey)), kid: "a", alg: "ES256"}]}
    const identity = jwksIdentity({issuer: "https://host.example", keys})
    const token = (change: {
      iss?: string
      aud?: string
      exp?: string
      iat?: string
      role?: string
      key?: CryptoKey
    }): Promise<string> =>
      new SignJWT({report: "r", person: "p", role: change.role ?? "author", name: "P"})
        .setProtectedHeader({alg: "ES256", kid: "a"})
        .setIssuer(change.iss ?? "https://host.example")
        .setAudience(change.aud ?? "wederhoor")
        .setSubject("s")
        .setIssuedAt(change.iat ?? "0s ago")
        .setExpirationTime(change.exp ?? "1h")
        .sign(change.key ?? privateKey)
    const verdict = async (given: string): Promise<string> => {
      const result = await identity.verify(given)
      return result.ok ? "ok" : result.code
    }
    expect(await verdict(await token({}))).toBe("ok")
    expect(await verdict(await token({iss: "https://evil.example"}))).toBe("unauthenticated")
    expect(await verdict(await token({aud: "else"}))).toBe("unauthenticated")
    expect(await verdict(await token({exp: "10 minutes ago"}))).toBe("expired")
    expect(await verdict(await token({iat: "20 hours ago"}))).not.toBe("ok")
    expect(await verdict(await token({role: ""}))).toBe("unauthenticated")
    expect(await verdict(await token({key: other.privateKey}))).toBe("unauthenticated")
    const secret = new TextEncoder().encode(JSON.stringify(keys.keys[0]))
    const forged = await new SignJWT({report: "r", person: "p", role: "author", name: "P"})
      .setProtectedHeader({alg: "HS256", kid: "a"})
      .setIssuer("https://host.example")
      .setAudience("wederhoor")
      .setSubject("s")
      .setIssuedAt()
      .setExpirationTime("1h")
      .sign(secret)
    expect(await verdict(forged)).toBe("unauthenticated")
    const [, body] = (await token({})).split(".")
    expect(await verdict(`${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`)).toBe(
      "unauthenticated",
    )
    expect(await verdict("x".repeat(100_000))).toBe("unauthenticated")
  })
})
