import type {MappedRelation, RelationType} from './mapped.ts'
import type {JiraLink} from './schema.ts'

/** How a link's wording, read from the issue that says it, relates that issue to the other. */
const wordings: readonly (readonly [RegExp, RelationType, 'same' | 'turned'])[] = [
  [/^(depends (up)?on|is blocked by|requires|is dependent (up)?on)$/i, 'blocks', 'turned'],
  [/^(blocks|is dependent of|is depended (up)?on by|is required by)$/i, 'blocks', 'same'],
  [/^duplicates$/i, 'duplicates', 'same'],
  [/^is duplicated by$/i, 'duplicates', 'turned'],
  [/^(is )?caused by$/i, 'causedBy', 'same'],
  [/^causes$/i, 'causedBy', 'turned'],
]
const nothing = /^not related$/i

/**
 * The relation that a link on the issue `key` stands for. Jira writes a link on both of its issues; both give the
 * same relation, so that it can be kept once. Undefined where the link says that there is none, or names nobody.
 */
export function mapLink(key: string, link: JiraLink): MappedRelation | undefined {
  const {name, inward, outward} = link.type
  const outwardKey = link.outwardIssue?.key
  const [from, to] = outwardKey === undefined ? [link.inwardIssue?.key, key] : [key, outwardKey]
  if (from === undefined || from === to || nothing.test(name)) return undefined

  const sourceId = link.id ?? null
  const [, type, direction] = findWording(outward) ?? turn(findWording(inward)) ?? [null, 'relatesTo', 'same']
  if (type === 'relatesTo') return {type, ...ordered(from, to), sourceId, sourceName: outward}
  return direction === 'same'
    ? {type, from, to, sourceId, sourceName: outward}
    : {type, from: to, to: from, sourceId, sourceName: outward}
}

/** Each relation once, whichever end or how many links it was read from. */
export function uniqueRelations(relations: Iterable<MappedRelation>): MappedRelation[] {
  const unique = new Map<string, MappedRelation>()
  for (const relation of relations) {
    const id = `${relation.type} ${relation.from} ${relation.to}`
    if (!unique.has(id)) unique.set(id, relation)
  }
  return [...unique.values()]
}

type Wording = (typeof wordings)[number]

function findWording(words: string): Wording | undefined {
  return wordings.find(([pattern]) => pattern.test(words.trim()))
}

function turn(wording: Wording | undefined): Wording | undefined {
  return wording && [wording[0], wording[1], wording[2] === 'same' ? 'turned' : 'same']
}

/** `relatesTo` reads the same both ways, so its ends have one order: the smaller key first. */
function ordered(a: string, b: string): {from: string; to: string} {
  return a < b ? {from: a, to: b} : {from: b, to: a}
}
