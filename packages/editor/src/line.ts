// SPDX-License-Identifier: EUPL-1.2
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {HocuspocusProvider, type HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import type * as Y from "yjs"
import type {Ledger, Pending} from "./ledger.ts"
import {type Answer, notNow} from "./recovery.ts"

/** One copy of a place on the wire. Nothing is sent but by `offer` and `send`, and every answer is matched to what was sent. */
export interface Line {
  readonly provider: HocuspocusProvider
  /** Whether the server was met since the last break, so that changes go out one by one. */
  readonly isOpen: () => boolean
  /** Send a change that is in the copy; kept back while the server has not been met. */
  readonly offer: (change: Pending) => void
  /** Send an update that is not in the copy. */
  readonly send: (update: Uint8Array) => Promise<Answer>
  /** Break off, and meet the server anew after a time, in milliseconds; with a fresh token if asked. */
  readonly again: (wait: number, renew?: boolean) => void
  /** Take it away; resolves when the server has let go of the place, so that another copy can come. */
  readonly destroy: () => Promise<void>
}

export interface LineOptions {
  /** Full name of the place. */
  readonly place: string
  readonly doc: Y.Doc
  readonly socket: HocuspocusProviderWebsocket
  readonly presence: boolean
  readonly templateDigest: string
  /** Yjs ids to claim; asked at every authentication. */
  readonly clientIds: () => readonly number[]
  readonly token: (ask: {readonly fresh: boolean}) => Promise<string>
  readonly ledger: () => Ledger | null
  /** Words are about to come in from the server. Called before the copy takes them in. */
  readonly onIncoming: (update: Uint8Array) => void
  /** The copy has what the server has. `scope` is what may be done here. */
  readonly onMet: (scope: "readonly" | "read-write", first: boolean) => void
  /** The server has what the copy has, as far as it takes it: from now on changes go out one by one. */
  readonly onOpened: () => void
  /** The server answered what was sent. */
  readonly onConfirmed: () => void
  /** The server did not take a change that is in the copy. */
  readonly onRefused: (code: string) => void
  /** It did not let this connection in. `token` when the host gave no token. */
  readonly onDenied: (reason: string) => void
  /** It closed this place and said why (`""`: it did not). */
  readonly onClosed: (code: string) => void
  /** Any other message: the record went on. */
  readonly onRecord: (seq: number) => void
}

/** Message types of Hocuspocus 4.7 and of the sync protocol that this file reads. */
const sync = 0
const syncReply = 4
const close = 7
const syncStatus = 8
const firstStep = 0
const secondStep = 1

/** Milliseconds: how long an answer may take, and how long is waited for the server to close a place. */
const patience = 20_000
const longestLeave = 1000

type Expected =
  | {readonly changes: readonly Pending[]}
  | {readonly update: Uint8Array; readonly answer: (answer: Answer) => void}

/** Lay a line for one copy. Nothing is said until `provider.attach()`. */
export function layLine(options: LineOptions): Line {
  const {place, doc, socket} = options
  /** What was sent and not answered, in order: the server answers in the order in which it heard. */
  let expected: Expected[] = []
  let admitted = false
  let open = false
  let met = false
  let scope: "readonly" | "read-write" = "readonly"
  let fresh = false
  let noToken = false
  let ended = ""
  let destroyed = false
  let heard = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const breakOff = (): void => {
    admitted = false
    open = false
    const unanswered = expected
    expected = []
    for (const one of unanswered) if ("answer" in one) one.answer(null)
  }
  /** Leave the place, and hear that the server knows: whoever comes back before that is not let in. */
  const leave = async (): Promise<void> => {
    const left = admitted ? heardLeave(socket, place) : Promise.resolve()
    provider.detach()
    breakOff()
    await left
  }
  const again = (wait: number, renew = false): void => {
    clearTimeout(timer)
    const left = leave()
    fresh ||= renew
    timer = setTimeout(() => {
      void left.then(() => {
        if (!destroyed) provider.attach()
        return undefined
      })
    }, wait)
  }
  // An answer that never comes would leave words waiting for ever.
  const watchdog = setInterval(() => {
    if (expected.length > 0 && performance.now() - heard > patience) again(0)
  }, patience / 2)
  const provider = new HocuspocusProvider({
    name: place,
    document: doc,
    websocketProvider: socket,
    ...(options.presence ? {} : {awareness: null}),
    token: async () => {
      noToken = false
      try {
        // Asked while admitted means that the server wants a newer one than it has.
        const jwt = await options.token({fresh: fresh || admitted})
        fresh = false
        const {templateDigest} = options
        return encodeEnvelope({
          jwt,
          clientIds: options.clientIds(),
          format: formatVersion,
          templateDigest,
        })
      } catch (error) {
        noToken = true
        throw error
      }
    },
    onOpen: breakOff,
    onAuthenticated: data => {
      scope = data.scope === "read-write" ? "read-write" : "readonly"
      admitted = true
    },
    onAuthenticationFailed: ({reason}) => options.onDenied(noToken ? "token" : reason),
    onClose: ({event}) => {
      breakOff()
      const code = ended || knownEnd(event.reason)
      ended = ""
      options.onClosed(code)
    },
    onMessage: ({message}) => {
      // Read beside the provider, which does not say which message an answer is about, and which can
      // take an answer that was meant for the copy before it for having met the server.
      message.readVarString()
      // The types of the provider leave some numbers out.
      const type: number = message.readVarUint()
      if (!admitted) return
      if (type === syncStatus) return answered(message.readVarUint() === 1)
      if (type !== sync && type !== syncReply) return
      const step = message.readVarUint()
      if (step !== firstStep) options.onIncoming(message.readVarUint8Array())
      if (step === secondStep) queueMicrotask(meet)
      if (step !== firstStep) return
      // The provider answers with all that the server lacks, in one message, before anything else.
      const changes = options.ledger()?.pending() ?? []
      for (const change of changes) change.sent = true
      expected.push({changes})
      queueMicrotask(() => {
        if (destroyed || !admitted) return
        open = true
        options.onOpened()
      })
    },
    onStateless: ({payload}) => hear(payload),
  })
  // What goes out, and when, is decided here.
  doc.off("update", provider.boundDocumentUpdateHandler)

  function meet(): void {
    if (destroyed || !admitted) return
    const first = !met
    met = true
    options.onMet(scope, first)
  }

  function answered(taken: boolean): void {
    heard = performance.now()
    const [one, ...rest] = expected
    expected = rest
    if (!one || !taken) return
    if ("answer" in one) one.answer({taken: true})
    else options.ledger()?.confirmed(one.changes)
    options.onConfirmed()
  }

  function hear(payload: string): void {
    let message: {t?: unknown; seq?: unknown; code?: unknown}
    try {
      message = JSON.parse(payload) as typeof message
    } catch {
      return
    }
    const {t, seq, code} = message
    if (t === "record" && typeof seq === "number") options.onRecord(seq)
    if (t === "ended" && typeof code === "string") ended = code
    if (t !== "refused" || typeof code !== "string" || !admitted) return
    // Said right before the answer to the message it is about.
    const [one] = expected
    if (one && "answer" in one) one.answer({taken: false, code})
    if (!one || !("answer" in one) || notNow.has(code)) options.onRefused(code)
  }

  const transmit = (update: Uint8Array): void => {
    if (expected.length === 1) heard = performance.now()
    provider.documentUpdateHandler(update, "line")
  }
  return {
    provider,
    isOpen: () => open,
    offer: change => {
      if (!open) return
      change.sent = true
      expected.push({changes: [change]})
      transmit(change.update)
    },
    send: update =>
      new Promise(answer => {
        if (!open) return answer(null)
        expected.push({update, answer})
        transmit(update)
      }),
    again,
    destroy: async () => {
      // A second time the provider would take away the one that came in its place.
      if (destroyed) return
      destroyed = true
      clearTimeout(timer)
      clearInterval(watchdog)
      const left = leave()
      provider.destroy()
      await left
    },
  }
}

/** Resolves when the server says that it closed a place, the socket closes, or it takes too long. */
function heardLeave(socket: HocuspocusProviderWebsocket, place: string): Promise<void> {
  if (socket.webSocket?.readyState !== 1) return Promise.resolve()
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      socket.off("message", hear)
      socket.off("close", done)
      resolve()
    }
    const hear = ({data}: {data: ArrayBuffer}): void => {
      if (isClose(new Uint8Array(data), place)) done()
    }
    const timer = setTimeout(done, longestLeave)
    socket.on("message", hear)
    socket.on("close", done)
  })
}

/** Whether a frame is the closing of a place: its name with its length before it, then the type. */
function isClose(frame: Uint8Array, place: string): boolean {
  const name = new TextEncoder().encode(place)
  // Names of places are shorter than 16 384 bytes: their length takes one byte or two.
  const start = name.length < 128 ? 1 : 2
  return (
    frame[start + name.length] === close &&
    name.every((byte, index) => frame[start + index] === byte)
  )
}

function knownEnd(reason: unknown): string {
  const codes = ["expired", "revoked", "role-changed", "busy", "stopping"]
  return typeof reason === "string" && codes.includes(reason) ? reason : ""
}
