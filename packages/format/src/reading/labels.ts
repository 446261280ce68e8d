// SPDX-License-Identifier: EUPL-1.2
import type {RecordState} from "../record.ts"

/** How a person of the register is called in a sentence. */
export const labelOf = (record: RecordState, id: string): string =>
  record.persons.find(person => person.id === id)?.label ?? "?"
