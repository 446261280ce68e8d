// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"

import {ServerError} from "../error.ts"
import {say} from "./arguments.ts"

/** The id that was asked for, or the usual one. @throws ServerError `usage` when it is no id. */
export function reportId(
  given: string | undefined,
  usual: string,
  verb: string,
  lang: Lang,
): string {
  const id = given ?? usual.slice(0, 64)
  if (/^[a-z0-9-]{1,64}$/.test(id)) return id
  throw new ServerError(
    "usage",
    verb,
    say(
      lang,
      "--id heeft alleen kleine letters, cijfers en koppeltekens, hoogstens 64",
      "--id has small letters, digits and hyphens only, at most 64",
    ),
  )
}
