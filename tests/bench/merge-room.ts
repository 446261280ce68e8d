// SPDX-License-Identifier: EUPL-1.2

/**
 * A server and its lines without a network: messages wait until somebody lets them through, lines break
 * and come back. The judge is the guard, and what it takes is logged and passed on, as on the real one.
 */
import {
  type Address,
  bindClients,
  type ClientBinding,
  clientsOf,
  guard,
  readContent,
  seedContent,
  tableOf,
  type Touch,
} from "@wederhoor/collab"
import type {Line, LineOptions} from "@wederhoor/editor/testing"
import type {Content} from "@wederhoor/format"
import * as Y from "yjs"

import type {Random} from "./random.ts"

export const place = "groot-verslag/content"
const table = tableOf({report: "groot-verslag", kind: "content"})

type Message =
  | {readonly t: "hello"; readonly vector: Uint8Array; readonly ids: readonly number[]}
  | {readonly t: "update"; readonly bytes: Uint8Array}
  | {readonly t: "vector"; readonly vector: Uint8Array}
  | {readonly t: "state"; readonly bytes: Uint8Array}
  | {readonly t: "denied"; readonly reason: string}
  | {readonly t: "answer"; readonly code: string}

interface Wire {
  readonly user: string
  readonly toServer: Message[]
  readonly toClient: Message[]
  readonly hear: (message: Message) => void
  open: boolean
  admitted: boolean
}

export interface Room {
  readonly server: Y.Doc
  readonly log: {readonly user: string; readonly touches: readonly Touch[]}[]
  /** What went wrong that never may: parts no format knows, ids that changed under a reference. */
  readonly violations: string[]
  readonly rewrites: string[]
  readonly counts: {merges: number; refused: number}
  /** Lines of one person; `up` says whether there is a network where they are. */
  readonly desk: (user: string) => Desk
  /** Section in which nobody may write now; "" for none. */
  lock: string
  /** Let one waiting message through; whether there was one. */
  readonly pass: (r: Random) => boolean
}

export interface Desk {
  readonly lay: (options: LineOptions) => Line
  readonly go: (up: boolean) => void
  readonly isUp: () => boolean
}

export function openRoom(content: Content): Room {
  const server = new Y.Doc()
  seedContent(server, content)
  const sections = readContent(server).sections.map(({id}) => id)
  const wires = new Set<Wire>()
  const ids = new Map<Y.XmlElement, string>()
  let bindings: readonly ClientBinding[] = []
  const room: Room = {
    server,
    log: [],
    violations: [],
    rewrites: [],
    counts: {merges: 0, refused: 0},
    lock: "",
    desk: user => deskOf(user),
    pass: r => {
      const waiting = [...wires].flatMap(wire => [
        ...(wire.toServer.length > 0 ? [{wire, up: true}] : []),
        ...(wire.toClient.length > 0 ? [{wire, up: false}] : []),
      ])
      if (waiting.length === 0) return false
      const {wire, up} = r.pick(waiting)
      const message = (up ? wire.toServer : wire.toClient).shift() as Message
      if (up) serve(wire, message)
      else wire.hear(message)
      return true
    },
  }

  function serve(wire: Wire, message: Message): void {
    if (message.t === "hello") {
      const claim = {place, user: wire.user, clientIds: message.ids, known: () => false}
      const bound = bindClients(bindings, claim)
      if (!bound.ok) return void wire.toClient.push({t: "denied", reason: "client-id-taken"})
      bindings = bound.bindings
      wire.admitted = true
      const bytes = Y.encodeStateAsUpdate(server, message.vector)
      // Asked first what the server lacks, then told what it has: in the order of the real one.
      wire.toClient.push({t: "vector", vector: Y.encodeStateVector(server)}, {t: "state", bytes})
    } else if (message.t === "update") judge(wire, message.bytes)
  }

  function judge(wire: Wire, bytes: Uint8Array): void {
    const verdict = guard(server, bytes, {
      table,
      clients: clientsOf(bindings, place, wire.user),
      may: ({section}: Address) => (room.lock !== "" && section === room.lock ? "locked" : true),
    })
    if (!verdict.ok) {
      room.counts.refused++
      return void wire.toClient.push({t: "answer", code: verdict.code})
    }
    if (verdict.touches.length > 0) {
      Y.applyUpdate(server, verdict.update)
      room.counts.merges++
      room.log.push({user: wire.user, touches: verdict.touches})
      inspect()
      for (const other of wires)
        if (other !== wire && other.admitted)
          other.toClient.push({t: "update", bytes: verdict.update})
    }
    wire.toClient.push({t: "answer", code: ""})
  }

  /** What must hold after every update, whoever sent it. */
  function inspect(): void {
    const content = readContent(server, ({sort, name, at}) =>
      room.violations.push(`${sort} ${name} in ${at}`),
    )
    if (content.sections.map(({id}) => id).join() !== sections.join())
      room.violations.push("the sections changed")
    const seen = new Set<string>()
    const referred = new Set(
      content.sections.flatMap(({statements}) =>
        statements.flatMap(one => [
          ...one.relations.map(({ref}) => ref),
          String(one.attrs["convertedFrom"] ?? ""),
        ]),
      ),
    )
    for (const section of server.getXmlFragment("doc").toArray() as Y.XmlElement[])
      for (const statement of section.toArray() as Y.XmlElement[]) {
        const id = String(statement.getAttribute("id"))
        if (seen.has(id)) room.violations.push(`two statements are called ${id}`)
        seen.add(id)
        const known = ids.get(statement)
        if (known !== undefined && known !== id && referred.has(known))
          room.rewrites.push(`${known} became ${id}`)
        ids.set(statement, id)
      }
  }

  function deskOf(user: string): Desk {
    let up = true
    const lines = new Set<{connect: () => void; cut: () => void}>()
    return {
      isUp: () => up,
      go: now => {
        if (now === up) return
        up = now
        for (const line of lines)
          if (now) line.connect()
          else line.cut()
      },
      lay: options => layLine(options, user, () => up, lines, wires),
    }
  }
  return room
}

type Expected =
  | {readonly changes: readonly {readonly update: Uint8Array; sent: boolean}[]}
  | {
      readonly update: Uint8Array
      readonly answer: (answer: {taken: true} | {taken: false; code: string} | null) => void
    }

/** The client's side of a line: what `layLine` of the editor does over a socket, over a list of messages. */
function layLine(
  options: LineOptions,
  user: string,
  isUp: () => boolean,
  lines: Set<{connect: () => void; cut: () => void}>,
  wires: Set<Wire>,
): Line {
  const {doc} = options
  let expected: Expected[] = []
  let wire: Wire | null = null
  let attached = false
  let open = false
  let met = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const provider = {
    awareness: null,
    attach: () => {
      attached = true
      self.connect()
    },
    detach: () => {
      attached = false
      self.cut()
    },
  }
  const self = {
    connect: (): void => {
      if (!attached || wire || !isUp()) return
      const mine: Wire = {
        user,
        toServer: [],
        toClient: [],
        open: true,
        admitted: false,
        hear: message => {
          if (mine.open) hear(message)
        },
      }
      wire = mine
      wires.add(mine)
      mine.toServer.push({
        t: "hello",
        vector: Y.encodeStateVector(doc),
        ids: [...options.clientIds()],
      })
    },
    cut: (): void => {
      if (wire) {
        wire.open = false
        wires.delete(wire)
      }
      wire = null
      open = false
      const unanswered = expected
      expected = []
      for (const one of unanswered) if ("answer" in one) one.answer(null)
    },
  }
  lines.add(self)

  function hear(message: Message): void {
    switch (message.t) {
      case "denied":
        self.cut()
        return options.onDenied(message.reason)
      case "vector": {
        const changes = options.ledger()?.pending() ?? []
        for (const change of changes) change.sent = true
        expected.push({changes})
        wire?.toServer.push({t: "update", bytes: Y.encodeStateAsUpdate(doc, message.vector)})
        open = true
        return options.onOpened()
      }
      case "state": {
        options.onIncoming(message.bytes)
        Y.applyUpdate(doc, message.bytes, provider)
        if (!wire) return undefined
        const first = !met
        met = true
        return options.onMet("read-write", first)
      }
      case "update":
        options.onIncoming(message.bytes)
        Y.applyUpdate(doc, message.bytes, provider)
        return undefined
      case "answer": {
        const {code} = message
        const [one, ...rest] = expected
        if (code !== "") {
          if (one && "answer" in one) {
            expected = rest
            return one.answer({taken: false, code})
          }
          return options.onRefused(code)
        }
        expected = rest
        if (one && "answer" in one) one.answer({taken: true})
        else if (one) options.ledger()?.confirmed(one.changes)
        return options.onConfirmed()
      }
      case "hello":
        return undefined
    }
  }
  const line = {
    provider,
    isOpen: () => open,
    offer: (change: {readonly update: Uint8Array; sent: boolean}) => {
      if (!open || !wire) return
      change.sent = true
      expected.push({changes: [change]})
      wire.toServer.push({t: "update", bytes: change.update})
    },
    send: (update: Uint8Array) =>
      new Promise<{taken: true} | {taken: false; code: string} | null>(answer => {
        if (!open || !wire) return answer(null)
        expected.push({update, answer})
        wire.toServer.push({t: "update", bytes: update})
      }),
    again: (wait: number) => {
      clearTimeout(timer)
      provider.detach()
      timer = setTimeout(() => provider.attach(), wait)
    },
    destroy: () => {
      clearTimeout(timer)
      attached = false
      self.cut()
      lines.delete(self)
      return Promise.resolve()
    },
  }
  return line as unknown as Line
}
