import {relationKinds, type RelationKind} from '../tables.ts'

/** What an issue is to another one: each kind of relation by its name from either end. */
export const relationNames = [
  'blocks',
  'isBlockedBy',
  'duplicates',
  'isDuplicatedBy',
  'relatesTo',
  'causedBy',
  'causes',
] as const
export type RelationName = (typeof relationNames)[number]

const inverses: Record<RelationName, RelationName> = {
  blocks: 'isBlockedBy',
  isBlockedBy: 'blocks',
  duplicates: 'isDuplicatedBy',
  isDuplicatedBy: 'duplicates',
  relatesTo: 'relatesTo',
  causedBy: 'causes',
  causes: 'causedBy',
}

export function inverseOf(name: RelationName): RelationName {
  return inverses[name]
}

/** What a stored relation is called on the page of one of its two issues. */
export function relationNameFrom(kind: RelationKind, isFrom: boolean): RelationName {
  return isFrom ? kind : inverses[kind]
}

export interface StoredEnds {
  readonly kind: RelationKind
  readonly fromId: number
  readonly toId: number
}

/** Each relation is stored once, in one direction; a symmetric one from the older issue to the newer. */
export function storedEnds(name: RelationName, issueId: number, otherId: number): StoredEnds {
  if (name === 'relatesTo')
    return {kind: name, fromId: Math.min(issueId, otherId), toId: Math.max(issueId, otherId)}
  const kind = relationKinds.find((known) => known === name)
  if (kind !== undefined) return {kind, fromId: issueId, toId: otherId}
  return storedEnds(inverses[name], otherId, issueId)
}
