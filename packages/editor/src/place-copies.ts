// SPDX-License-Identifier: EUPL-1.2
import {editsBetween} from "@wederhoor/collab"
import type {HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import * as Y from "yjs"
import type {ConnectionEvent} from "./connection.ts"
import {fit, harmedWords} from "./hand-back.ts"
import {openKeeper} from "./keeper.ts"
import type {Kept, NotPlaced, UnsentWords, Work} from "./kept.ts"
import {type Ledger, openLedger} from "./ledger.ts"
import {layLine, type Line, type LineOptions} from "./line.ts"
import {entriesOf, entryOf, type Harm, harmedBy, touchedBy, unsentWords} from "./lost.ts"
import {copyOf, openRecoveries} from "./recovery.ts"
import type {Place, PlaceName} from "./session.ts"
import {buriesWords} from "./unseen.ts"

/** One place as this window has it: the copy in use, and what became of the ones before. */
export interface PlaceCopies {
  /** How many changes and edits the server has not confirmed. */
  readonly unsent: () => number
  /** What is not confirmed, in words, whatever else can be done with it. */
  readonly words: () => readonly NotPlaced[]
  /** The server may be met again: after a break that was long, or when somebody asks. */
  readonly retry: () => void
  /** Write down now what is not confirmed. */
  readonly save: () => Promise<void>
  /** Stop, and give what is not confirmed to whoever opens the place in another way. */
  readonly handOver: () => Unsettled
  readonly stop: () => void
}

/** What is still to be looked after of a place that was open in another way. */
export interface Unsettled {
  /** When the server has let go of the place. */
  readonly left: Promise<void>
  readonly retired: readonly Retired[]
  readonly works: readonly Work[]
}

export interface PlaceOptions {
  readonly name: PlaceName
  /** Full name of the place. */
  readonly place: string
  readonly mode: "write" | "read"
  readonly socket: HocuspocusProviderWebsocket
  readonly templateDigest: string
  readonly user: {readonly [name: string]: string}
  readonly token: (ask: {readonly fresh: boolean}) => Promise<string>
  readonly kept: Kept
  /** Which window this is. */
  readonly tab: string
  /** Whose browser this is, for the locks that windows share. */
  readonly owner: string
  readonly before: Unsettled
  readonly tell: (event: ConnectionEvent) => void
  readonly onPlace: (place: Place) => void
  readonly onRecord: (seq: number) => void
  readonly onLost: (entries: readonly NotPlaced[]) => void
  /** How a copy is laid on the wire; over `socket` when left out. */
  readonly lay?: (options: LineOptions) => Line
}

/** A copy that the server did not go on with. Its writer may still be typing in it until another one is there. */
export interface Retired {
  readonly doc: Y.Doc
  readonly ledger: Ledger
  readonly code: string
  readonly ids: readonly number[]
  readonly stop: () => void
}

interface Copy {
  readonly doc: Y.Doc
  readonly line: Line
  readonly ids: number[]
  /** Not there before the server was met, and never in a place that is only read. */
  ledger: Ledger | null
  spare: number | null
  met: boolean
  readonly touched: Set<string>
  readonly stop: () => void
}

/** Milliseconds that are waited before trying again. */
const firstWait = 1000
const longestWait = 30_000
const minute = 60_000
/** So many refused copies in a minute are looked after edit by edit; after that words go to the list. */
const mostRecoveries = 6
/** And after so many nothing is sent until the minute is over. */
const mostCopies = 12
/** Most pending changes that are kept apart while there is no line. */
const mostApart = 256

/**
 * Open a place and keep it open. Every change is written down before it is confirmed; a copy that the
 * server refuses is replaced by a fresh one and its edits are done again, each alone; what stays
 * refused, and what meets the withdrawal of the statement it is in, goes to the list.
 */
export function openCopies(options: PlaceOptions): PlaceCopies {
  const {name, place, mode, kept, tab} = options
  const writes = mode === "write"
  let copy: Copy | null = null
  let retired = options.before.retired
  let inherited = options.before.works
  let stopped = false
  let attempts = 0
  let wait = firstWait
  let copies: readonly number[] = []

  const recoveries = openRecoveries({
    changed: () => {
      count()
      void save()
    },
    lost: (edits, code, base) => options.onLost(entriesOf(edits, code, name, base)),
  })
  const unsent = (): number =>
    (copy?.ledger?.pending().length ?? 0) +
    retired.reduce((sum, {ledger}) => sum + ledger.pending().length, 0) +
    inherited.reduce((sum, {updates}) => sum + updates.length, 0) +
    recoveries.count()
  const count = (): void => options.tell({type: "unsent", place: name, count: unsent()})

  /** What is pending of a copy, in plain words. */
  const wordsOf = ({
    doc,
    ledger,
    touched,
  }: Pick<Copy, "doc" | "ledger" | "touched">): UnsentWords[] =>
    ledger && ledger.pending().length > 0 ? unsentWords(ledger.base(), doc, touched) : []
  const touchedBefore = new Map<Y.Doc, Set<string>>()

  function work(): Work {
    const parts = [
      ...retired.map(({doc, ledger, ids}) => ({
        ledger,
        ids,
        words: wordsOf({doc, ledger, touched: touchedBefore.get(doc) ?? new Set()}),
      })),
      ...(copy?.ledger ? [{ledger: copy.ledger, ids: copy.ids, words: wordsOf(copy)}] : []),
    ]
    const updates = parts.flatMap(({ledger}) => ledger.pending().map(({update}) => update))
    const used = new Set(updates.flatMap(update => [...Y.parseUpdateMeta(update).to.keys()]))
    const claimed = [...parts.flatMap(({ids}) => ids), ...inherited.flatMap(one => one.clientIds)]
    return {
      place,
      tab,
      updates: [...inherited.flatMap(one => one.updates), ...updates],
      clientIds: [...new Set(claimed)].filter(
        id => used.has(id) || inherited.some(one => one.clientIds.includes(id)),
      ),
      words: [...inherited.flatMap(one => one.words), ...parts.flatMap(({words}) => words)],
      recoveries: [...inherited.flatMap(one => one.recoveries), ...recoveries.list()],
      at: new Date().toISOString(),
    }
  }
  const keeper = openKeeper({kept, place, tab, owner: options.owner, work})
  const save = async (): Promise<void> => (writes ? keeper.save() : undefined)
  const inherit = (): Promise<boolean> =>
    keeper.inherit(found => {
      inherited = [...inherited, ...found]
    })

  /** Begin with an empty copy. */
  async function begin(): Promise<void> {
    await Promise.all([inherit(), options.before.left])
    if (stopped || copy) return
    const doc = new Y.Doc()
    const ids = [doc.clientID]
    const touched = new Set<string>()
    let harm: Harm | null = null
    const line = (options.lay ?? layLine)({
      place,
      doc,
      socket: options.socket,
      presence: name !== "reply",
      templateDigest: options.templateDigest,
      clientIds: () => [...new Set([...ids, ...inherited.flatMap(one => one.clientIds)])],
      token: options.token,
      ledger: () => here.ledger,
      onIncoming: update => {
        const {ledger} = here
        if (copy !== here || !ledger || ledger.pending().length === 0) return
        if (buriesWords(doc, ledger.base, update)) unseen(here, ledger)
      },
      onMet: (scope, first) => {
        attempts = 0
        if (first) meet(here, scope === "read-write")
        // What was said of the record while the line was gone was said to nobody here.
        else options.onRecord(Infinity)
        options.tell({type: "ready", place: name})
        count()
        void recover(here)
      },
      onOpened: () => void recover(here),
      onConfirmed: () => {
        wait = firstWait
        count()
        if (here.ledger?.pending().length === 0) touched.clear()
        keeper.saveSoon()
      },
      onRefused: code => refused(here, code),
      onDenied: reason => denied(here, reason),
      onClosed: code => closed(here, code),
      onRecord: options.onRecord,
    })
    const before = (transaction: Y.Transaction): void => {
      const {ledger} = here
      if (!ledger || ledger.pending().length === 0) return
      if (transaction.origin !== line.provider) return
      const found = harmedBy(transaction, ledger.pendingFrom())
      if (found.withdrawn.size + found.buried.size > 0) harm = found
    }
    const changed = (update: Uint8Array, origin: unknown, _: Y.Doc, tr: Y.Transaction): void => {
      const {ledger} = here
      if (!ledger) return
      if (origin === line.provider) {
        if (harm) handBack(harmedWords(ledger, harm, name))
        harm = null
        ledger.came(update)
        return
      }
      for (const id of touchedBy(tr)) touched.add(id)
      const change = ledger.made(update)
      // Yjs takes another id when it meets its own in an update; the new one has to be claimed as well.
      if (!ids.includes(doc.clientID)) {
        ids.push(doc.clientID)
        if (copy === here) line.again(0)
      }
      if (copy === here) line.offer(change)
      if (!change.sent && ledger.pending().length > mostApart) ledger.merge()
      count()
      keeper.saveSoon()
    }
    doc.on("afterTransaction", before)
    doc.on("update", changed)
    const here: Copy = {
      doc,
      line,
      ids,
      ledger: null,
      spare: null,
      met: false,
      touched,
      stop: () => {
        doc.off("afterTransaction", before)
        doc.off("update", changed)
        void line.destroy()
      },
    }
    copy = here
    if (
      retired.length > 0 ||
      recoveries.count() > 0 ||
      inherited.some(one => one.recoveries.length)
    )
      spareOf(here)
    options.tell({type: "opened", place: name})
    line.provider.attach()
  }

  function spareOf(here: Copy): number {
    if (here.spare === null) {
      const other = new Y.Doc()
      here.spare = other.clientID
      other.destroy()
      here.ids.push(here.spare)
    }
    return here.spare
  }

  /** The copy is what the server has, for the first time: put on it what is still to be sent. */
  function meet(here: Copy, editable: boolean): void {
    const {doc, line} = here
    here.met = true
    const state = Y.encodeStateAsUpdate(doc)
    if (writes && editable) here.ledger = openLedger(state)
    const left = inherited
    inherited = []
    const past = retired
    retired = []
    // Made only where there is something to compare: opening a large report costs enough.
    const server = past.length + left.length > 0 ? copyOf(state) : null
    if (server) putOn(here, server, left)
    for (const {doc: mine, ledger, code, stop} of past) {
      // Two windows under one number: what the server has under it is not what was written here.
      if (server && code !== "client-clash") ledger.meet(server)
      const base = ledger.base()
      const edits = editsBetween(base, mine)
      stop()
      if (!here.ledger) options.onLost(entriesOf(edits, "locked", name, base))
      else if (copies.length > mostRecoveries) options.onLost(entriesOf(edits, code, name, base))
      else recoveries.add([{code, base: Y.encodeStateAsUpdate(base), edits, sent: null}])
    }
    // Read only by now: nothing is done again.
    if (!here.ledger)
      for (const {edits, base} of recoveries.takeAll()) {
        const from = copyOf(base)
        options.onLost(entriesOf(edits, "locked", name, from))
        from.destroy()
      }
    server?.destroy()
    line.provider.awareness?.setLocalStateField("user", options.user)
    options.onPlace({
      name,
      doc,
      awareness: line.provider.awareness,
      editable: writes && editable,
    })
    for (const {doc: mine, ledger} of past) {
      touchedBefore.delete(mine)
      ledger.destroy()
      mine.destroy()
    }
    if (past.length + left.length > 0) {
      if (writes && here.ledger) void save()
      else void kept.keepWork({...work(), updates: [], recoveries: []})
    }
  }

  /** Put the work of windows that are gone on a copy. */
  function putOn(here: Copy, server: Y.Doc, works: readonly Work[]): void {
    for (const one of works) {
      const {fits, entries} = fit(one, server, name, here.ledger !== null)
      handBack(entries)
      if (fits && one.updates.length > 0) {
        here.ids.push(...one.clientIds.filter(id => !here.ids.includes(id)))
        Y.applyUpdate(here.doc, Y.mergeUpdates([...one.updates]), "kept")
      }
      recoveries.add(one.recoveries)
    }
  }
  const handBack = (entries: readonly NotPlaced[]): void => {
    if (entries.length > 0) options.onLost(entries)
  }

  async function recover(here: Copy): Promise<void> {
    if (recoveries.count() === 0 || !here.ledger || copy !== here) return
    if (here.spare === null) {
      spareOf(here)
      // The new id has to be claimed before anything is sent under it.
      return here.line.again(0)
    }
    await recoveries.run({
      doc: here.doc,
      spare: here.spare,
      isLive: () => copy === here && here.met && here.line.isOpen(),
      send: here.line.send,
      taken: update => Y.applyUpdate(here.doc, update, here.line.provider),
    })
  }

  /** The server did not take something that is in the copy. */
  function refused(here: Copy, code: string): void {
    if (copy !== here) return
    // Why it ended is said next, and that is what counts.
    if (code === "revoked" || code === "role-changed") return
    if (code === "unauthenticated" || code === "expired") {
      here.line.again(wait, true)
      wait = Math.min(longestWait, wait * 2)
      return
    }
    if (code === "not-stored" || code === "busy" || code === "stopping") return pause(here, code)
    retire(here, code)
  }

  /** Not now: everything stays as it is, and is offered again later. */
  function pause(here: Copy, code: string, least = 0): void {
    options.tell({type: "trouble", place: name, code})
    here.line.again(Math.max(least, wait))
    wait = Math.min(longestWait, wait * 2)
  }

  /**
   * What was taken away here holds words by now that were not there to be seen. As if the server had
   * refused it, before anything of those words gets lost in this copy: what was done until now is done
   * again on a fresh one, beside those words. What is typed until that is there comes after it.
   */
  function unseen(here: Copy, ledger: Ledger): void {
    const mine = copyOf(Y.encodeStateAsUpdate(ledger.base()))
    for (const {update} of ledger.pending()) Y.applyUpdate(mine, update)
    touchedBefore.set(mine, new Set(here.touched))
    const {ids} = here
    retired = [...retired, {doc: mine, ledger, code: "unseen", ids, stop: () => undefined}]
    here.ledger = openLedger(Y.encodeStateAsUpdate(here.doc))
    retire(here, "unseen")
  }

  function retire(here: Copy, code: string): void {
    const now = performance.now()
    copies = [...copies.filter(at => now - at < minute), now]
    const left = here.line.destroy()
    const {doc, ledger, ids, touched, stop} = here
    touchedBefore.set(doc, touched)
    if (ledger) retired = [...retired, {doc, ledger, code, ids, stop}]
    else stop()
    copy = null
    count()
    if (copies.length <= mostCopies) return void left.then(begin)
    options.tell({type: "trouble", place: name, code: "busy"})
    setTimeout(() => void (stopped || begin()), minute)
  }

  function denied(here: Copy, reason: string): void {
    if (copy !== here) return
    if (reason === "token" || reason === "busy" || reason === "stopping") return pause(here, reason)
    if (reason === "client-id-taken" && attempts++ < 3) {
      // What was left by a window that is gone is not ours to send: to read it is.
      if (attempts > 1 && inherited.length > 0) {
        options.onLost(
          inherited.flatMap(one => one.words.map(part => entryOf(part, reason, name, one.at))),
        )
        inherited = []
      }
      return retire(here, reason)
    }
    // A token that ran out is renewed once; after that the answer is the answer.
    if (reason === "unauthenticated" && attempts++ < 1) return here.line.again(0, true)
    here.line.provider.detach()
    options.tell({type: "refused", code: reason})
  }

  function closed(here: Copy, code: string): void {
    if (copy !== here || stopped) return
    if (code === "revoked" || code === "role-changed") {
      here.line.provider.detach()
      return options.tell({type: "refused", code})
    }
    if (code === "busy" || code === "stopping") return pause(here, code, 2 * firstWait)
    if (code === "expired") return here.line.again(0, true)
    // With the socket itself: that comes back by itself, and this place with it.
    if (String(options.socket.status) === "connected" && here.met) here.line.again(firstWait)
  }

  void begin()
  return {
    unsent,
    words: () => {
      const now = new Date().toISOString()
      const parts = work().words
      return parts.map(part => entryOf(part, "unsent", name, now))
    },
    retry: () => {
      void (async () => {
        const here = copy
        if (stopped || !writes || !here || !(await inherit())) return
        count()
        // Not met yet: it is put on the copy when that is.
        if (!here.met || !here.ledger || copy !== here) return
        const left = inherited
        inherited = []
        const server = copyOf(Y.encodeStateAsUpdate(here.ledger.base()))
        // Off the line while it is put on: the ids it was written under have to be claimed first.
        here.line.again(0)
        putOn(here, server, left)
        server.destroy()
        if (recoveries.count() > 0) spareOf(here)
        count()
        await save()
      })()
    },
    save,
    handOver: () => {
      const jobs = recoveries.takeAll()
      const works = [
        ...inherited,
        ...(jobs.length > 0 ? [{...work(), updates: [], words: [], recoveries: jobs}] : []),
      ]
      const last = copy
      const past = [...retired]
      const left = last?.line.destroy() ?? Promise.resolve()
      if (last?.ledger && last.ledger.pending().length > 0)
        past.push({
          doc: last.doc,
          ledger: last.ledger,
          code: "locked",
          ids: last.ids,
          stop: last.stop,
        })
      else last?.stop()
      stopped = true
      keeper.stop()
      return {left, retired: past, works}
    },
    stop: () => {
      stopped = true
      if (keeper.isWaiting()) void save()
      keeper.stop()
      for (const one of retired) one.stop()
      copy?.stop()
    },
  }
}
