import type {AttachmentTables} from './attachments/tables.ts'
import type {CommentTables} from './comments/tables.ts'
import type {CoreTables} from './core/tables.ts'
import type {FieldTables} from './fields/tables.ts'
import type {IssueTables} from './issues/tables.ts'
import type {PeopleTables} from './people/tables.ts'
import type {ProjectTables} from './projects/tables.ts'
import type {ViewTables} from './views/tables.ts'
import type {WorkflowTables} from './workflow/tables.ts'

/** All tables: each feature describes its own. */
export type Schema = CoreTables &
  PeopleTables &
  ProjectTables &
  WorkflowTables &
  FieldTables &
  IssueTables &
  CommentTables &
  AttachmentTables &
  ViewTables
