// SPDX-License-Identifier: EUPL-1.2

/**
 * Why the server closed a place for good, said as `{t: "ended", code}` right before it does:
 * `expired` (the token ran out) · `revoked` (the host took the session back) · `role-changed` (the
 * register gives this person another role, or none) · `busy` (over the limits; come back later) ·
 * `stopping` (the server goes down; come back later).
 */
export type EndCode = "expired" | "revoked" | "role-changed" | "busy" | "stopping"

/** What Hocuspocus is told with it; only the reason reaches a client. */
export const endNumbers: {readonly [code in EndCode]: number} = {
  expired: 4401,
  revoked: 4403,
  "role-changed": 4403,
  busy: 4429,
  stopping: 4503,
}
