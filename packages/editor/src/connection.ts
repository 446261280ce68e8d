// SPDX-License-Identifier: EUPL-1.2

/** How it stands with what somebody writes. `unsent` counts changes the server has not confirmed. */
export type ConnectionState =
  | {readonly state: "connecting" | "connected" | "outOfDate" | "noAccess"}
  | {readonly state: "offline" | "unsent"; readonly unsent: number}

/** What the session knows; the state is computed from it and never kept. */
export interface ConnectionFacts {
  readonly online: boolean
  /** Whether there has been a connection since the session began. */
  readonly everOnline: boolean
  /** Code of a refusal that trying again does not mend; `""` when there is none. */
  readonly refusal: string
  readonly places: {readonly [place: string]: {readonly ready: boolean; readonly unsent: number}}
}

/** What can happen to a connection. */
export type ConnectionEvent =
  | {readonly type: "socket"; readonly online: boolean}
  | {readonly type: "opened" | "ready" | "closed"; readonly place: string}
  | {readonly type: "unsent"; readonly place: string; readonly count: number}
  | {readonly type: "refused"; readonly code: string}

export const noConnection: ConnectionFacts = {
  online: false,
  everOnline: false,
  refusal: "",
  places: {},
}

const outOfDate = new Set(["out-of-date", "too-new", "template-changed"])

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
    case "opened":
      return {...facts, places: {...facts.places, [event.place]: {ready: false, unsent: 0}}}
    case "ready":
    case "unsent": {
      const known = facts.places[event.place]
      if (!known) return facts
      const next =
        event.type === "unsent" ? {...known, unsent: event.count} : {...known, ready: true}
      return {...facts, places: {...facts.places, [event.place]: next}}
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
  if (outOfDate.has(facts.refusal)) return {state: "outOfDate"}
  if (facts.refusal !== "") return {state: "noAccess"}
  const places = Object.values(facts.places)
  const unsent = places.reduce((sum, place) => sum + place.unsent, 0)
  if (!facts.online) return facts.everOnline ? {state: "offline", unsent} : {state: "connecting"}
  if (places.some(place => !place.ready)) return {state: "connecting"}
  return unsent > 0 ? {state: "unsent", unsent} : {state: "connected"}
}
