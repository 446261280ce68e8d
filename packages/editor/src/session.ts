// SPDX-License-Identifier: EUPL-1.2
import {encodeEnvelope, formatVersion, placeName} from "@wederhoor/collab"
import {HocuspocusProvider, HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import type {Awareness} from "y-protocols/awareness"
import * as Y from "yjs"
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionAfter,
  connectionState,
  noConnection,
} from "./connection.ts"
import type {Kept, NotPlaced} from "./kept.ts"
import {lostTexts} from "./lost.ts"

/** The places of a report that a session can open. */
export type PlaceName = "content" | "review" | "reply"

/** An open place. After a refusal another one, with another document, takes over: see `onPlace`. */
export interface Place {
  readonly name: PlaceName
  readonly doc: Y.Doc
  /** Who is here; `null` in `reply`, where only one person ever is. */
  readonly awareness: Awareness | null
  /** Whether the server takes changes from this connection. */
  readonly editable: boolean
}

/** All connections of one person to one report, over one websocket. */
export interface Session {
  /** Open a place, or change how it is open. `onPlace` is told of every document that is ready for use. */
  readonly open: (name: PlaceName, mode: "write" | "read", onPlace: (place: Place) => void) => void
  readonly close: (name: PlaceName) => void
  readonly state: () => ConnectionState
  readonly notPlaced: () => readonly NotPlaced[]
  /** Put an entry of the list away. */
  readonly dismiss: (id: string) => void
  readonly destroy: () => void
}

export interface SessionOptions {
  readonly report: string
  readonly server: string
  readonly person: string
  readonly user: {readonly [name: string]: string}
  readonly token: (ask?: {readonly fresh: boolean}) => Promise<string>
  readonly templateDigest: string
  readonly kept: Kept
  readonly onState: (state: ConnectionState) => void
  /** The record went on to this entry, or may have (`Infinity`) while the line was gone: fetch the view. */
  readonly onRecord: (seq: number) => void
  readonly onNotPlaced: (fresh: readonly NotPlaced[], all: readonly NotPlaced[]) => void
}

interface Connection {
  readonly name: PlaceName
  readonly mode: "write" | "read"
  readonly doc: Y.Doc
  readonly provider: HocuspocusProvider
  readonly stop: () => void
}

/** Address of the websocket that belongs to a server path or URL. */
export function socketUrl(server: string, page: string): string {
  const url = new URL(`${server.replace(/\/+$/, "")}/collaboration`, page)
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
  return url.href
}

/** Open a session. Nothing is connected until a place is opened. */
export function openSession(options: SessionOptions): Session {
  const {report, person, kept} = options
  let facts = noConnection
  let announced = ""
  let lost: readonly NotPlaced[] = []
  let destroyed = false
  let fresh = false
  const connections = new Map<PlaceName, Connection>()
  const listeners = new Map<PlaceName, (place: Place) => void>()
  const modes = new Map<PlaceName, "write" | "read">()
  /** Copies taken out of use whose words are not yet compared with what the server has. */
  const unsettled = new Map<PlaceName, readonly {readonly doc: Y.Doc; readonly code: string}[]>()
  /** Take a connection out of use. With a `code` its words are looked after when the next one is ready. */
  const stop = (name: PlaceName, code = ""): void => {
    const connection = connections.get(name)
    connections.delete(name)
    if (!connection) return
    if (code !== "")
      unsettled.set(name, [...(unsettled.get(name) ?? []), {doc: connection.doc, code}])
    connection.stop()
  }

  const tell = (event: ConnectionEvent): void => {
    facts = connectionAfter(facts, event)
    const state = connectionState(facts)
    const said = JSON.stringify(state)
    if (said === announced || destroyed) return
    announced = said
    options.onState(state)
  }

  const socket = new HocuspocusProviderWebsocket({
    url: socketUrl(options.server, location.href),
    autoConnect: false,
    // With minDelay above delay the provider never connects, and says nothing about it.
    delay: 500,
    minDelay: 250,
    maxDelay: 8000,
    // The family has one place and no presence in it, so only the pings of the server come by.
    messageReconnectTimeout: 45_000,
    onStatus: ({status}) => tell({type: "socket", online: String(status) === "connected"}),
  })
  const lineLost = (): void => tell({type: "socket", online: false})
  // After a break the old socket may look open for a long time while nothing passes: begin a new one.
  const lineBack = (): void => {
    if (String(socket.status) === "connected")
      // As if the socket itself had said so, so that every place on it begins anew as well.
      socket.webSocket?.dispatchEvent(new CloseEvent("close", {code: 4408, reason: "line back"}))
    else void socket.connect()
  }
  globalThis.addEventListener("offline", lineLost)
  globalThis.addEventListener("online", lineBack)

  const fullName = (name: PlaceName): string =>
    placeName(report, name, name === "reply" ? person : undefined)

  /** Start a document for a place. */
  async function start(name: PlaceName, mode: "write" | "read"): Promise<void> {
    const place = fullName(name)
    const waiting = mode === "write" && !unsettled.has(name) ? await kept.unsent(place) : null
    if (destroyed || modes.get(name) !== mode || connections.has(name)) return
    const doc = new Y.Doc()
    const clientIds = [...new Set([...(waiting?.clientIds ?? []), doc.clientID])]
    let confirmed = Y.encodeStateVector(doc)
    let scope = "readonly"
    let met = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let attempts = 0

    const again = (wait: number): void => {
      setTimeout(() => {
        if (destroyed || connections.get(name)?.provider !== provider) return
        provider.detach()
        provider.attach()
      }, wait)
    }
    const provider = new HocuspocusProvider({
      name: place,
      document: doc,
      websocketProvider: socket,
      ...(name === "reply" ? {awareness: null} : {}),
      token: async () => {
        // Asked while connected means that the server wants a newer one than it has.
        const jwt = await options.token({fresh: fresh || met})
        fresh = false
        return encodeEnvelope({
          jwt,
          clientIds,
          format: formatVersion,
          templateDigest: options.templateDigest,
        })
      },
      onAuthenticated: data => {
        scope = data.scope
        attempts = 0
      },
      onAuthenticationFailed: ({reason}) => {
        if (reason === "client-id-taken" && attempts++ < 3) return replace(reason)
        // A token that ran out is renewed once; after that the answer is the answer.
        if (reason === "unauthenticated" && attempts++ < 1) {
          fresh = true
          return again(0)
        }
        tell({type: "refused", code: reason})
      },
      onClose: () => {
        if (facts.online && met) again(1000)
      },
      onSynced: ({state}) => {
        if (!state) return
        tell({type: "ready", place: name})
        confirmed = Y.encodeStateVector(doc)
        // What was said of the record while the line was gone was said to nobody here.
        if (met) return options.onRecord(Infinity)
        met = true
        if (waiting) Y.applyUpdate(doc, waiting.update, "kept")
        settle(name, doc)
        provider.awareness?.setLocalStateField("user", options.user)
        listeners.get(name)?.({
          name,
          doc,
          awareness: provider.awareness,
          editable: mode === "write" && scope === "read-write",
        })
      },
      onUnsyncedChanges: ({number}) => {
        tell({type: "unsent", place: name, count: number})
        if (number > 0) return
        confirmed = Y.encodeStateVector(doc)
        clearTimeout(timer)
        timer = undefined
        if (met && mode === "write") void kept.keepUnsent(place, null)
      },
      // Before it met the server it has said nothing: such a refusal was meant for the one before it.
      onStateless: ({payload}) => hear(payload, code => met && replace(code)),
    })

    const changed = (_: Uint8Array, origin: unknown): void => {
      if (origin === provider || mode === "read") return
      timer ??= setTimeout(() => {
        timer = undefined
        if (!provider.hasUnsyncedChanges) return
        void kept.keepUnsent(place, {update: Y.encodeStateAsUpdate(doc, confirmed), clientIds})
      }, 400)
    }
    // Yjs takes another id when it meets its own in an update; the new one has to be claimed as well.
    const rotated = (): void => {
      if (clientIds.includes(doc.clientID)) return
      clientIds.push(doc.clientID)
      again(0)
    }
    doc.on("update", changed)
    doc.on("afterTransaction", rotated)

    function replace(code: string): void {
      if (connections.get(name)?.provider !== provider) return
      stop(name, code)
      void start(name, mode)
    }
    connections.set(name, {
      name,
      mode,
      doc,
      provider,
      stop: () => {
        clearTimeout(timer)
        doc.off("afterTransaction", rotated)
        doc.off("update", changed)
        provider.destroy()
      },
    })
    tell({type: "opened", place: name})
    provider.attach()
  }

  function hear(payload: string, replace: (code: string) => void): void {
    let message: {t?: unknown; seq?: unknown; code?: unknown}
    try {
      message = JSON.parse(payload) as typeof message
    } catch {
      return
    }
    if (message.t === "record" && typeof message.seq === "number") options.onRecord(message.seq)
    if (message.t === "refused" && typeof message.code === "string") replace(message.code)
  }

  /** Keep every text that copies taken out of use had and the fresh one has not. */
  function settle(name: PlaceName, doc: Y.Doc): void {
    const copies = unsettled.get(name) ?? []
    unsettled.delete(name)
    const entries = copies.flatMap(copy =>
      lostTexts(doc, copy.doc, copy.code).map(text => ({
        ...text,
        id: crypto.randomUUID(),
        place: name,
        code: copy.code,
        at: new Date().toISOString(),
      })),
    )
    for (const copy of copies) copy.doc.destroy()
    if (copies.length > 0) void kept.keepUnsent(fullName(name), null)
    if (entries.length === 0) return
    lost = [...lost, ...entries]
    void kept.keepNotPlaced(lost)
    options.onNotPlaced(entries, lost)
  }

  void kept.notPlaced().then(entries => {
    if (entries.length === 0 || destroyed) return
    lost = [...entries, ...lost]
    options.onNotPlaced([], lost)
  })

  return {
    open: (name, mode, onPlace) => {
      listeners.set(name, onPlace)
      if (modes.get(name) === mode) return
      // Said before anything is stopped: stopping tells others, and they ask to open again.
      modes.set(name, mode)
      const behind = connections.get(name)?.provider.hasUnsyncedChanges ?? false
      stop(name, behind && mode === "read" ? "locked" : "")
      if (connections.size === 0) void socket.connect()
      void start(name, mode)
    },
    close: name => {
      listeners.delete(name)
      modes.delete(name)
      stop(name)
      tell({type: "closed", place: name})
    },
    state: () => connectionState(facts),
    notPlaced: () => lost,
    dismiss: id => {
      lost = lost.filter(entry => entry.id !== id)
      void kept.keepNotPlaced(lost)
      options.onNotPlaced([], lost)
    },
    destroy: () => {
      destroyed = true
      globalThis.removeEventListener("offline", lineLost)
      globalThis.removeEventListener("online", lineBack)
      for (const name of connections.keys()) stop(name)
      socket.destroy()
    },
  }
}
