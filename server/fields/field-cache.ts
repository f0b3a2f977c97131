import type {CustomField} from '../../query/fields.ts'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import type {Signals} from '../core/events/signals.ts'

/** A field as the server needs it to read a query or to check an issue. */
export interface KnownField extends CustomField {
  readonly id: number
  /** null: all projects */
  readonly projectIds: readonly number[] | null
  /** null: all types */
  readonly typeIds: readonly number[] | null
  readonly isRequired: boolean
  readonly isArchived: boolean
}

/** The fields of the workspace, remembered until one is changed by any process. */
export interface FieldCache {
  load(db: Db): Promise<readonly KnownField[]>
}

export function createFieldCache(signals: Signals): FieldCache {
  let remembered: Promise<readonly KnownField[]> | undefined
  signals.onRightsChanged(() => (remembered = undefined))

  return {
    async load(db) {
      const loading = remembered ?? loadCustomFields(db)
      // While signals may be missed, what was read serves this call only.
      if (signals.isConnected) remembered ??= loading
      try {
        return await loading
      } catch (error) {
        remembered = undefined
        throw error
      }
    },
  }
}

/** Every field in its order, archived ones too: issues keep their values. */
export async function loadCustomFields(db: Db): Promise<KnownField[]> {
  const rows = await db.selectFrom('custom_field').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    kind: row.kind,
    choices: row.choices,
    projectIds: row.project_ids,
    typeIds: row.type_ids,
    isRequired: row.is_required,
    isArchived: row.archived_at !== null,
  }))
}

/** Fields of the projects that the actor sees; of the others not even the name is told. */
export function isFieldSeen(actor: Actor, {projectIds}: Pick<KnownField, 'projectIds'>): boolean {
  return projectIds === null || projectIds.some((id) => actor.standings.has(id))
}
