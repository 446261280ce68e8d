// SPDX-License-Identifier: EUPL-1.2
import {keptFiles, type KeptFile} from "./api.ts"
import {h, offerFile} from "./dom.ts"
import type {TableContext} from "./table.ts"

/** A button that fetches a file with the token and offers it to be kept. */
export function saveButton(
  context: TableContext,
  file: KeptFile,
  label: string,
  name: string,
): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "wederhoor-button",
      onclick: () =>
        void context.api.file(file).then(outcome => {
          if (outcome.ok) offerFile(name, keptFiles[file], outcome.value)
          else context.announce(outcome.detail)
          return undefined
        }),
    },
    label,
  )
}
