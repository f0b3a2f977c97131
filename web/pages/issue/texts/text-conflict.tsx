import {GitCompare} from 'lucide-react'
import type {IssueConflict} from '../../../api/mutations/change-issue.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Icon} from '../../../ui/icon.tsx'
import {type TextFieldName, fieldLabel} from '../field-names.ts'
import styles from './texts.module.css'

export interface TextConflictProps {
  conflict: IssueConflict
  field: TextFieldName
  onTakeTheirs: () => void
}

/** Somebody else saved the same text meanwhile: both stand side by side until one is chosen. */
export function TextConflict({conflict, field, onTakeTheirs}: TextConflictProps) {
  return (
    <div className={styles.conflict} role="alert">
      <p className="line strong">
        <Icon icon={GitCompare} />
        {m.issue_stale_title({name: fieldLabel(field)})}
      </p>
      <div className={styles.sides}>
        <div>
          <h3>{m.issue_stale_theirs()}</h3>
          <p className={styles.raw}>{conflict.theirs[field]}</p>
          <Button onPress={onTakeTheirs}>{m.issue_stale_take_theirs()}</Button>
        </div>
        <div>
          <h3>{m.issue_stale_mine()}</h3>
          <p className={styles.raw}>{conflict.change[field]}</p>
          <Button variant="primary" onPress={conflict.overwrite}>
            {m.issue_stale_keep_mine()}
          </Button>
        </div>
      </div>
    </div>
  )
}
