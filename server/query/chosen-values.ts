import {rank} from '../../query/completion/rank.ts'
import {reproducibilities, resolutions} from '../issues/tables.ts'
import type {Wanted} from './complete-query.ts'
import type {CompletionItem} from './schemas.ts'

/** Values that are the same in every workspace though the language leaves them open; undefined for other fields. */
export function chosenValues({
  field,
  isCustom,
  prefix,
  limit,
}: Wanted): readonly CompletionItem[] | undefined {
  const choices = isCustom ? undefined : lists.get(field)
  if (choices === undefined) return undefined
  const candidates = choices.map((choice) => ({
    item: {text: choice, label: choice, says: '', kind: 'choice' as const},
    // `won't fix`, `wont-fix`
    names: [choice, spaced(choice), spaced(choice).replaceAll(' ', '-')],
  }))
  return rank(candidates, prefix.replaceAll("'", ''), limit)
}

const lists: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['resolution', resolutions],
  ['reproducibility', reproducibilities],
])

function spaced(choice: string): string {
  return choice.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
