// SPDX-License-Identifier: EUPL-1.2
import {placeName} from "@wederhoor/collab"
import {HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import type {Awareness} from "y-protocols/awareness"
import type * as Y from "yjs"
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionAfter,
  connectionState,
  noConnection,
} from "./connection.ts"
import {type Kept, type NotPlaced, takeName} from "./kept.ts"
import {openCopies, type PlaceCopies} from "./place-copies.ts"

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
  /** What was written and did not come into the report, oldest first. */
  readonly notPlaced: () => readonly NotPlaced[]
  /** What is written and not confirmed yet, in words. */
  readonly unsentWords: () => readonly NotPlaced[]
  /** Whether what is not confirmed would be lost with this page. */
  readonly atRisk: () => boolean
  /** Put an entry of the list away, for the rest of the visit. */
  readonly putAway: (id: string) => void
  /** What was put away since the page was opened. */
  readonly away: () => readonly NotPlaced[]
  /** Put it back on the list. */
  readonly takeBack: (id: string) => void
  /** The place as it was last handed out; `null` while it is not open. */
  readonly place: (name: PlaceName) => Place | null
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
  /** Whether the server answers without a websocket. */
  readonly reachable: () => Promise<boolean>
  readonly onState: (state: ConnectionState) => void
  /** The record went on to this entry, or may have (`Infinity`) while the line was gone: fetch the view. */
  readonly onRecord: (seq: number) => void
  readonly onNotPlaced: (fresh: readonly NotPlaced[], all: readonly NotPlaced[]) => void
}

/** Milliseconds without a connection after which it is asked whether only the websocket is missing. */
const patience = 10_000
/** Milliseconds between looks at what windows that are gone left behind. */
const lookEvery = 10_000

/** Address of the websocket that belongs to a server path or URL. */
export function socketUrl(server: string, page: string): string {
  const url = new URL(`${server.replace(/\/+$/, "")}/collaboration`, page)
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
  return url.href
}

/** What an entry says, whichever way it came on the list. */
function said({place, statement, what, before, after, code}: NotPlaced): string {
  return JSON.stringify([place, statement, what, before, after, code])
}

/** Open a session. Nothing is connected until a place is opened. */
export function openSession(options: SessionOptions): Session {
  const {report, person, kept} = options
  const owner = `${options.server} ${report} ${person}`
  const tab = crypto.randomUUID()
  let facts = noConnection
  let announced = ""
  let lost: readonly NotPlaced[] = []
  let away: readonly NotPlaced[] = []
  let destroyed = false
  let silence: ReturnType<typeof setTimeout> | undefined
  const open = new Map<PlaceName, {readonly mode: "write" | "read"; readonly copies: PlaceCopies}>()
  const places = new Map<PlaceName, Place>()
  const listeners = new Map<PlaceName, (place: Place) => void>()
  // As long as this window lives no other takes over what it has not sent.
  const mine = takeName(`${owner} ${tab}`)

  const tell = (event: ConnectionEvent): void => {
    facts = connectionAfter(facts, event)
    const state = connectionState(facts)
    watchSilence()
    const text = JSON.stringify(state)
    if (text === announced || destroyed) return
    announced = text
    options.onState(state)
  }

  /** While nothing is met it is asked, now and then, whether the server answers otherwise. */
  function watchSilence(): void {
    const {online, refusal} = facts
    const waits = Object.values(facts.places)
    const met = online && waits.some(({ready}) => ready)
    const quiet =
      waits.length > 0 && !met && refusal === "" && !waits.some(one => one.trouble !== "")
    if (!quiet) {
      clearTimeout(silence)
      silence = undefined
      return
    }
    silence ??= setTimeout(() => {
      void options.reachable().then(answers => {
        silence = undefined
        if (destroyed) return
        const still = !(facts.online && Object.values(facts.places).some(({ready}) => ready))
        tell({type: "blocked", blocked: answers && still})
        return undefined
      })
    }, patience)
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
    // What waited for a line was said in a session that is over; each place says anew what it has.
    onOpen: () => void Reflect.set(socket, "messageQueue", []),
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
  const saveAll = (): void => {
    for (const {copies} of open.values()) void copies.save()
  }
  const seen = (): void => {
    if (document.visibilityState === "hidden") return saveAll()
    // A device that slept took the line with it, and the browser may not know it yet.
    const {lastMessageReceived} = socket
    if (lastMessageReceived > 0 && Math.abs(Date.now() - lastMessageReceived) > patience * 3)
      lineBack()
    for (const {copies} of open.values()) copies.retry()
  }
  const atRisk = (): boolean => !kept.durable() && connectionUnsent() > 0
  const connectionUnsent = (): number => {
    const state = connectionState(facts)
    return "unsent" in state ? state.unsent : 0
  }
  const leaving = (event: BeforeUnloadEvent): void => {
    saveAll()
    if (atRisk()) event.preventDefault()
  }
  const looking = setInterval(() => {
    for (const {copies} of open.values()) copies.retry()
  }, lookEvery)
  globalThis.addEventListener("offline", lineLost)
  globalThis.addEventListener("online", lineBack)
  globalThis.addEventListener("pagehide", saveAll)
  globalThis.addEventListener("beforeunload", leaving)
  document.addEventListener("visibilitychange", seen)

  /** Entries on their way to where they are kept. */
  const underway = new Set<string>()
  const addLost = (entries: readonly NotPlaced[]): void => {
    const known = new Set(lost.map(said))
    // Once is enough, also when the same words were kept twice.
    const news = entries.filter(entry => !known.has(said(entry)))
    if (news.length === 0) return
    lost = [...lost, ...news]
    for (const {id} of news) underway.add(id)
    void kept.keepNotPlaced(news).then(() => {
      for (const {id} of news) underway.delete(id)
      return undefined
    })
    if (!destroyed) options.onNotPlaced(news, lost)
  }
  const readLost = async (): Promise<void> => {
    const entries = await kept.notPlaced()
    if (destroyed) return
    const known = new Set(entries.map(({id}) => id))
    lost = [...entries, ...lost.filter(({id}) => underway.has(id) && !known.has(id))]
    options.onNotPlaced([], lost)
  }
  const unwatch = kept.watch(() => void readLost())
  void kept.notPlaced().then(entries => {
    if (entries.length > 0 && !destroyed) {
      const known = new Set(entries.map(({id}) => id))
      lost = [...entries, ...lost.filter(({id}) => !known.has(id))]
      options.onNotPlaced([], lost)
    }
    return undefined
  })

  return {
    open: (name, mode, onPlace) => {
      listeners.set(name, onPlace)
      const before = open.get(name)
      if (before?.mode === mode) return
      // Where it may only be read from now on, what was not taken is words for the list.
      const unsettled = before?.copies.handOver() ?? {
        left: Promise.resolve(),
        retired: [],
        works: [],
      }
      const first = open.size === 0
      const copies = openCopies({
        name,
        place: placeName(report, name, name === "reply" ? person : undefined),
        mode,
        socket,
        templateDigest: options.templateDigest,
        user: options.user,
        token: options.token,
        kept,
        tab,
        owner,
        before: unsettled,
        tell: event => {
          if (open.get(name)?.copies === copies) tell(event)
        },
        onPlace: place => {
          places.set(name, place)
          listeners.get(name)?.(place)
        },
        onRecord: options.onRecord,
        onLost: addLost,
      })
      open.set(name, {mode, copies})
      // Said before anything is looked up: nothing is saved as long as this place was not met. And only
      // now, since whoever is told asks to open again.
      tell({type: "opened", place: name})
      if (first) void socket.connect()
    },
    close: name => {
      listeners.delete(name)
      open.get(name)?.copies.stop()
      open.delete(name)
      places.delete(name)
      tell({type: "closed", place: name})
    },
    state: () => connectionState(facts),
    notPlaced: () => lost,
    unsentWords: () => [...open.values()].flatMap(({copies}) => copies.words()),
    atRisk,
    putAway: id => {
      away = [...away, ...lost.filter(entry => entry.id === id)]
      lost = lost.filter(entry => entry.id !== id)
      void kept.dropNotPlaced(id)
      options.onNotPlaced([], lost)
    },
    away: () => away,
    takeBack: id => {
      const back = away.filter(entry => entry.id === id)
      away = away.filter(entry => entry.id !== id)
      lost = [...lost, ...back].toSorted((a, b) => (a.at < b.at ? -1 : 1))
      void kept.keepNotPlaced(back)
      options.onNotPlaced([], lost)
    },
    place: name => places.get(name) ?? null,
    destroy: () => {
      destroyed = true
      clearTimeout(silence)
      clearInterval(looking)
      unwatch()
      globalThis.removeEventListener("offline", lineLost)
      globalThis.removeEventListener("online", lineBack)
      globalThis.removeEventListener("pagehide", saveAll)
      globalThis.removeEventListener("beforeunload", leaving)
      document.removeEventListener("visibilitychange", seen)
      const saved = [...open.values()].map(({copies}) => copies.save())
      for (const {copies} of open.values()) copies.stop()
      socket.destroy()
      void Promise.all([mine, ...saved]).then(([free]) => free?.())
    },
  }
}
