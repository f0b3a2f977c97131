import {m} from '../../paraglide/messages.js'
import type {Sort} from './list-query.ts'

export const sortNames: Record<Sort, () => string> = {
  updated: m.sort_updated,
  created: m.sort_created,
  priority: m.sort_priority,
  due: m.sort_due,
}
