import {m} from '../../paraglide/messages.js'
import type {RelationName} from './issue-queries.ts'

/** What the issue at hand is to the other one. */
export const relationNames: Record<RelationName, () => string> = {
  blocks: m.relation_blocks,
  isBlockedBy: m.relation_isBlockedBy,
  duplicates: m.relation_duplicates,
  isDuplicatedBy: m.relation_isDuplicatedBy,
  relatesTo: m.relation_relatesTo,
  causedBy: m.relation_causedBy,
  causes: m.relation_causes,
}
