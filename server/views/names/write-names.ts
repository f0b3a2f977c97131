import {needsQuotes} from '../../../query/value-words.ts'
import {quote, readQuoted} from '../../../query/scan.ts'
import type {Actor} from '../../core/actor.ts'
import {may} from '../../core/rights.ts'
import type {Ref, ThingKind} from './ref.ts'
import {seesPlace, seesThing, type Thing} from './things.ts'

/** Things by kind and id, those that are gone missing. */
export type KnownThings = ReadonlyMap<ThingKind, ReadonlyMap<number, Thing>>

/** Who reads the text. */
export interface Reader {
  readonly actor: Actor
  /** They saved it, and know what they wrote. */
  readonly isOwner: boolean
}

export interface Written {
  readonly text: string
  /** Something is named in it that the reader may not see. */
  readonly hidesNames: boolean
}

/**
 * The text of a saved query with the names that its things have now. What still says the same stays byte for byte.
 * A name the reader may not see is left out so that the query still reads and finds for them what it would with it.
 */
export function writeNames(text: string, refs: readonly Ref[], things: KnownThings, reader: Reader): Written {
  let written = ''
  let at = 0
  let hidesNames = false
  for (const ref of refs) {
    // The condition that it stands in has gone with the name of a hidden field.
    if (ref.start < at) continue
    const name = sayName(ref, text.slice(ref.start, ref.end), things, reader)
    if (name === null) hidesNames = true
    const {start, end} = name === null ? (ref.condition ?? ref) : ref
    written += text.slice(at, start) + (name ?? withoutName(ref, text[end]))
    at = end
  }
  return {text: written + text.slice(at), hidesNames}
}

/** They find nothing, as names do that lead nowhere: no key of a project has an underscore. */
export const hiddenName = '"?"'
const hiddenProjectKey = 'HIDDEN_PROJECT'
const hiddenIssueKey = 'HIDDEN_ISSUE-1'

function withoutName({kind, condition}: Ref, next: string | undefined): string {
  if (condition !== undefined) return condition.isTrueWithout ? 'is:issue' : `key:${hiddenIssueKey}`
  if (kind === 'issue') return hiddenIssueKey
  // In WEB-1..WEB-9
  return next === '-' ? hiddenProjectKey : hiddenName
}

/** The name as it is to be written, or null where the reader may not see what it names. */
function sayName(ref: Ref, written: string, things: KnownThings, reader: Reader): string | null {
  const known = ref.ids.flatMap((id) => things.get(ref.kind)?.get(id) ?? [])
  const seen = known.filter((thing) => seesThing(reader.actor, ref.kind, thing))
  if (seen.length === 0) {
    const wasSeen = known.length === 0 && seesPlace(reader.actor, ref.kind, ref.projectIds)
    return wasSeen ? written : null
  }
  const said = written.startsWith('"') ? readQuoted(written, 0).value : written
  const names = new Set(seen.map((thing) => nameOf(thing, ref, said, reader)))
  const [name] = names
  // Several things that had one name when it was saved and have several now: what was meant by it is open.
  if (name === undefined || names.size > 1 || name.toLowerCase() === said.toLowerCase()) return written
  return written.startsWith('"') || mustBeQuoted(name) ? quote(name) : name
}

function nameOf(thing: Thing, {kind, form, choice}: Ref, said: string, reader: Reader): string {
  const {names} = thing
  if (choice !== undefined) return choice
  if (kind === 'person') return personName(thing, form, said, reader)
  return names[form] ?? names.name ?? said
}

function personName({id, names}: Thing, form: Ref['form'], said: string, {actor, isOwner}: Reader): string {
  const login =
    names.login == null ? undefined : `${said.startsWith('@') || form === 'email' ? '@' : ''}${names.login}`
  if (form === 'login') return login ?? names.name ?? said
  if (form === 'name') return names.name ?? said
  const isTold =
    actor.personId === id ||
    may(actor, 'people.manage', null) ||
    (isOwner && names.email?.toLowerCase() === said.toLowerCase())
  return (isTold ? names.email : undefined) ?? login ?? names.name ?? said
}

/** Also where it might be read as a word of the language in some field, or end a group. */
function mustBeQuoted(name: string): boolean {
  return needsQuotes(name) || !/^@?[\p{L}\p{N}][\p{L}\p{N}\p{M}._@+-]*$/u.test(name) || reserved.test(name)
}

const reserved = /^(?:none|prs?|pull-?requests?|merged|unmerged)$/i

/** Whether a text holds what stands in place of a hidden name. */
export function standsForHidden(text: string): boolean {
  return [hiddenName, hiddenProjectKey, hiddenIssueKey].some((standIn) => text.includes(standIn))
}
