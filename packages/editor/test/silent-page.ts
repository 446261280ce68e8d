// SPDX-License-Identifier: EUPL-1.2

/** What a page needs that never reaches a server. */
import type {Template} from "@wederhoor/format"

/** A socket that never opens: what these tests are about does not pass over it. */
export class SilentSocket {
  readyState = 0
  binaryType = ""
  addEventListener(): void {}
  removeEventListener(): void {}
  send(): void {}
  close(): void {}
}

export const template: Template = {
  format: "wederhoor-template/1",
  id: "feitenonderzoek",
  version: "1",
  status: "active",
  title: {nl: "Feitenonderzoek"},
  languages: ["nl"],
  sections: [{id: "facts", title: {nl: "Feiten"}, layer: "fact", allows: ["fact"]}],
  review: {beforeFamily: "none", approve: "required"},
  rights: {
    correction: {nl: "Klopt iets niet? Zeg het."},
    ownStatement: {nl: "Uw kijk mag erbij."},
    support: {nl: "Neem iemand mee."},
    complaint: {nl: "U mag klagen."},
    contact: {nl: "Vragen? Bel ons."},
  },
}
