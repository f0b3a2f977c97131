import {invalid} from '../core/errors.ts'
import type {FieldKind} from './tables.ts'

export interface ChoicesPlan {
  /** What the field offers from now on. */
  readonly choices: readonly string[]
  /** New names by old ones: issues follow. */
  readonly renamed: ReadonlyMap<string, string>
  /** What it no longer offers: no issue may have it. */
  readonly removed: readonly string[]
}

/**
 * What becomes of the choices of a field. Renames count at once, so that two choices can swap their names; one
 * that was made already, by the same request sent before, is passed over.
 *
 * @throws AppError `invalid`
 */
export function planChoices(
  kind: FieldKind,
  before: readonly string[],
  given: readonly string[] | undefined,
  renames: Readonly<Record<string, string>> = {},
): ChoicesPlan {
  const renamed = findRenamed(before, renames)
  const choices = given ?? [...new Set(before.map((choice) => renamed.get(choice) ?? choice))]
  assertChoicesFit(kind, choices)
  const targets = new Set(renamed.values())
  for (const [from, to] of renamed) {
    if (!choices.includes(to)) throw invalid('/choices', `"${to}" is missing, which is to replace "${from}"`)
    if (choices.includes(from) && !targets.has(from))
      throw invalid('/choices', `"${from}" cannot stay, as it is renamed to "${to}"`)
  }
  const removed = before.filter((choice) => !renamed.has(choice) && !choices.includes(choice))
  return {choices, renamed, removed}
}

/** @throws AppError `invalid` when a field of this kind cannot offer them */
export function assertChoicesFit(kind: FieldKind, choices: readonly string[]): void {
  if (kind !== 'choice' && choices.length > 0)
    throw invalid('/choices', `A field of kind ${kind} offers no choices`)
  if (kind === 'choice' && choices.length === 0)
    throw invalid('/choices', 'A field of kind choice needs choices')
  const twice = choices.find((choice) => findChoice(choices, choice) !== choice)
  if (twice !== undefined) throw invalid('/choices', `"${twice}" is there twice`)
}

/** The choice that a text names, as the field writes it. */
export function findChoice(choices: readonly string[], text: string): string | undefined {
  const wanted = text.toLowerCase()
  return choices.find((choice) => choice.toLowerCase() === wanted)
}

function findRenamed(
  before: readonly string[],
  renames: Readonly<Record<string, string>>,
): Map<string, string> {
  const renamed = new Map<string, string>()
  for (const [from, to] of Object.entries(renames)) {
    if (before.includes(from)) {
      if (from !== to) renamed.set(from, to)
    } else if (!before.includes(to)) {
      throw invalid('/renamedChoices', `This field has no choice "${from}"`)
    }
  }
  return renamed
}
