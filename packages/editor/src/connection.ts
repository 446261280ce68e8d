// SPDX-License-Identifier: EUPL-1.2

/**
 * How it stands with what somebody writes. `unsent` counts changes the server has not confirmed.
 *
 * `offline`: no line, writing goes on. `blocked`: the server answers, but the live connection never
 * comes. `waiting`: the server cannot take changes now (`code`), it is tried again. `outOfDate`,
 * `noAccess`, `ended`: trying again does not help; `code` says why.
 */
export type ConnectionState =
  | {readonly state: "connecting" | "connected"}
  | {readonly state: "offline" | "unsent" | "blocked"; readonly unsent: number}
  | {
      readonly state: "waiting" | "outOfDate" | "noAccess" | "ended"
      readonly code: string
      readonly unsent: number
    }

/** What the session knows; the state is computed from it and never kept. */
export interface ConnectionFacts {
  readonly online: boolean
  /** Whether there has been a connection since the session began. */
  readonly everOnline: boolean
  /** Whether the server answers while the live connection stays away. */
  readonly blocked: boolean
  /** Code of a refusal that trying again does not mend; `""` when there is none. */
  readonly refusal: string
  readonly places: {
    readonly [place: string]: {
      readonly ready: boolean
      readonly unsent: number
      /** Why the server takes nothing now; `""` when it does. */
      readonly trouble: string
    }
  }
}

/** What can happen to a connection. */
export type ConnectionEvent =
  | {readonly type: "socket"; readonly online: boolean}
  | {readonly type: "blocked"; readonly blocked: boolean}
  | {readonly type: "opened" | "ready" | "closed"; readonly place: string}
  | {readonly type: "unsent"; readonly place: string; readonly count: number}
  | {readonly type: "trouble"; readonly place: string; readonly code: string}
  | {readonly type: "refused"; readonly code: string}

export const noConnection: ConnectionFacts = {
  online: false,
  everOnline: false,
  blocked: false,
  refusal: "",
  places: {},
}

const outOfDate = new Set(["out-of-date", "too-new", "template-changed"])
const ended = new Set(["expired", "unauthenticated", "revoked", "role-changed"])

/** Facts after one event. Pure. */
export function connectionAfter(facts: ConnectionFacts, event: ConnectionEvent): ConnectionFacts {
  switch (event.type) {
    case "socket": {
      // A closed socket has confirmed nothing: every place is unready until it has met the server again.
      const places = event.online
        ? facts.places
        : Object.fromEntries(
            Object.entries(facts.places).map(([place, known]) => [place, {...known, ready: false}]),
          )
      return {...facts, online: event.online, everOnline: facts.everOnline || event.online, places}
    }
    case "blocked":
      return {...facts, blocked: event.blocked}
    case "opened": {
      // What a copy before this one had not sent is still to be looked after.
      const unsent = facts.places[event.place]?.unsent ?? 0
      return {
        ...facts,
        places: {...facts.places, [event.place]: {ready: false, unsent, trouble: ""}},
      }
    }
    case "ready":
    case "unsent":
    case "trouble": {
      const known = facts.places[event.place]
      if (!known) return facts
      const next =
        event.type === "unsent"
          ? {...known, unsent: event.count}
          : event.type === "trouble"
            ? {...known, ready: known.ready && event.code === "", trouble: event.code}
            : {...known, ready: true, trouble: ""}
      return {
        ...facts,
        // Where one place meets the server the connection is there.
        blocked: facts.blocked && event.type !== "ready",
        places: {...facts.places, [event.place]: next},
      }
    }
    case "closed": {
      const {[event.place]: _, ...places} = facts.places
      return {...facts, places}
    }
    case "refused":
      return {...facts, refusal: event.code}
  }
}

/** The state in one word. An unknown refusal counts as no access: the safe reading. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  const places = Object.values(facts.places)
  const unsent = places.reduce((sum, place) => sum + place.unsent, 0)
  const code = facts.refusal
  if (outOfDate.has(code)) return {state: "outOfDate", code, unsent}
  if (ended.has(code)) return {state: "ended", code, unsent}
  if (code !== "") return {state: "noAccess", code, unsent}
  const ready = places.some(place => place.ready)
  if (facts.blocked && !(facts.online && ready)) return {state: "blocked", unsent}
  if (!facts.online) return facts.everOnline ? {state: "offline", unsent} : {state: "connecting"}
  const trouble = places.find(place => place.trouble !== "")?.trouble
  if (trouble !== undefined) return {state: "waiting", code: trouble, unsent}
  if (places.some(place => !place.ready)) return {state: "connecting"}
  return unsent > 0 ? {state: "unsent", unsent} : {state: "connected"}
}
