import {useState} from 'react'
import {ChevronRight} from 'lucide-react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {Button} from '../../../ui/button.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {PriorityIcon, priorityNames} from '../../../ui/priority-icon.tsx'
import {SeverityMark} from '../../../ui/severity-icon.tsx'
import {StatusIcon} from '../../../ui/status-icon.tsx'
import {fieldLabel} from '../field-names.ts'
import {PropertyPanel} from './property-panel.tsx'
import styles from './properties.module.css'

/** On a phone: the main ones in a strip, all of them in a sheet. */
export function PhoneProperties({issue}: {issue: Issue}) {
  const [isOpen, setIsOpen] = useState(false)
  const {status, severity, priority, assignee} = issue
  return (
    <>
      <div className={styles.strip}>
        <dl className={styles.facts}>
          <div>
            <dt>{fieldLabel('status')}</dt>
            <dd>
              <StatusIcon category={status.category} isDecorative />
              {status.name}
            </dd>
          </div>
          {severity && (
            <div>
              <dt>{fieldLabel('severity')}</dt>
              <dd>
                <SeverityMark severity={severity} />
              </dd>
            </div>
          )}
          <div>
            <dt>{fieldLabel('priority')}</dt>
            <dd>
              <PriorityIcon priority={priority} isDecorative />
              {priorityNames[priority]()}
            </dd>
          </div>
          <div>
            <dt>{fieldLabel('assignee')}</dt>
            <dd>
              <Avatar name={assignee?.name ?? null} isDecorative />
              {assignee?.name ?? m.issue_nobody()}
            </dd>
          </div>
        </dl>
      </div>
      <Button variant="ghost" iconAfter={ChevronRight} className={styles.all} onPress={() => setIsOpen(true)}>
        {m.issue_all_properties()}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={m.issue_properties()}>
        <PropertyPanel issue={issue} />
      </Dialog>
    </>
  )
}
