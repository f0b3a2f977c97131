import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import {projectsQuery} from '../../../api/queries/projects.ts'
import {typesQuery} from '../../../api/queries/types.ts'
import {typeMark} from '../../../api/type-mark.ts'
import {m} from '../../../paraglide/messages.js'
import {ProjectMark} from '../../../ui/avatar.tsx'
import {Button} from '../../../ui/button.tsx'
import {ComboBox} from '../../../ui/combo-box.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {Select} from '../../../ui/select.tsx'
import {TypeIcon} from '../../../ui/type-icon.tsx'
import {fieldLabel} from '../field-names.ts'
import type {IssueDialogProps} from './close-dialog.tsx'
import styles from './header.module.css'
import {useMove} from './use-issue-actions.ts'

/** To another project; where that does not have the type, another type is asked for. */
export function MoveDialog({issue, isOpen, onClose}: IssueDialogProps) {
  const [target, setTarget] = useState<string | null>(null)
  const [chosenType, setChosenType] = useState<string | null>(null)
  const move = useMove(issue.key)
  const {data: projects = []} = useQuery(projectsQuery())
  const {data: types} = useQuery({...typesQuery(target ?? undefined), enabled: target !== null})
  const hasType = types === undefined || types.some(({key}) => key === issue.type.key)
  const type = hasType ? null : (chosenType ?? types?.[0]?.key ?? null)
  const submit = () => {
    if (target === null) return
    move.mutate({project: target, ...(type !== null && {type})}, {onSuccess: onClose})
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      title={m.issue_move_title({key: issue.key})}
      footer={
        <Button
          variant="primary"
          size="l"
          isBusy={move.isPending}
          disabledReason={target === null ? fieldLabel('project') : undefined}
          onPress={submit}
        >
          {m.issue_move_action()}
        </Button>
      }
    >
      <div className={styles.form}>
        <ComboBox
          label={fieldLabel('project')}
          value={target}
          onChange={setTarget}
          options={projects
            .filter(({key, can}) => key !== issue.project.key && can.createIssue.allowed)
            .map(({key, name}) => ({id: key, text: `${name} (${key})`, before: <ProjectMark name={name} />}))}
          error={move.error?.message}
        />
        {!hasType && types && type !== null && (
          <Select
            label={m.issue_move_type()}
            value={type}
            onChange={setChosenType}
            options={types.map(({key, name, kind}) => ({
              id: key,
              text: name,
              before: <TypeIcon kind={typeMark(key, kind)} isDecorative />,
            }))}
          />
        )}
        <p className="muted">{m.issue_move_help()}</p>
      </div>
    </Dialog>
  )
}
