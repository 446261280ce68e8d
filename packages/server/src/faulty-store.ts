// SPDX-License-Identifier: EUPL-1.2
import type {Store} from "./store.ts"

/** A store that answers every call this many milliseconds later: what a distant database does. */
export function slowStore(inner: Store, ms: number): Store {
  const later = async <R>(call: () => Promise<R>): Promise<R> => {
    await new Promise(resolve => setTimeout(resolve, ms))
    return call()
  }
  return {
    appendUpdate: (...args) => later(() => inner.appendUpdate(...args)),
    updates: (...args) => later(() => inner.updates(...args)),
    head: (...args) => later(() => inner.head(...args)),
    documents: () => later(() => inner.documents()),
    saveSnapshot: (...args) => later(() => inner.saveSnapshot(...args)),
    snapshot: (...args) => later(() => inner.snapshot(...args)),
    erase: (...args) => later(() => inner.erase(...args)),
    appendEntries: (...args) => later(() => inner.appendEntries(...args)),
    entries: (...args) => later(() => inner.entries(...args)),
    putBlob: (...args) => later(() => inner.putBlob(...args)),
    getBlob: (...args) => later(() => inner.getBlob(...args)),
    claims: (...args) => later(() => inner.claims(...args)),
    saveClaims: (...args) => later(() => inner.saveClaims(...args)),
    reports: () => later(() => inner.reports()),
    close: () => inner.close(),
  }
}

/** What happens to one call: it fails before anything was kept, or after, or it simply works. */
export type Fate = "before" | "after" | null

/**
 * A store whose writes fail when `fate` says so: what a full disk or a connection that breaks does.
 * After `"after"` the data is there although the call was rejected, as when the answer got lost.
 * Reading never fails; `closed` is for the store itself to say.
 */
export function failingStore(inner: Store, fate: (method: keyof Store) => Fate): Store {
  const risky = async (method: keyof Store, call: () => Promise<void>): Promise<void> => {
    const chosen = fate(method)
    if (chosen !== "before") await call()
    if (chosen !== null) throw new Error(`${method} failed ${chosen} keeping`)
  }
  return {
    ...inner,
    appendUpdate: (...args) => risky("appendUpdate", () => inner.appendUpdate(...args)),
    saveSnapshot: (...args) => risky("saveSnapshot", () => inner.saveSnapshot(...args)),
    erase: (...args) => risky("erase", () => inner.erase(...args)),
    appendEntries: (...args) => risky("appendEntries", () => inner.appendEntries(...args)),
    putBlob: (...args) => risky("putBlob", () => inner.putBlob(...args)),
    saveClaims: (...args) => risky("saveClaims", () => inner.saveClaims(...args)),
  }
}
