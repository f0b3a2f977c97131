import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import {typesQuery} from '../../../api/queries/types.ts'
import type {Issue} from '../../../api/types.ts'
import {typeMark} from '../../../api/type-mark.ts'
import {Button} from '../../../ui/button.tsx'
import {type Priority, PriorityIcon, priorityNames} from '../../../ui/priority-icon.tsx'
import {PropertyList} from '../../../ui/property-row.tsx'
import {type Severity, SeverityMark} from '../../../ui/severity-icon.tsx'
import {TypeIcon} from '../../../ui/type-icon.tsx'
import {m} from '../../../paraglide/messages.js'
import {fieldLabel} from '../field-names.ts'
import type {Reproducibility, Visibility} from '../value-names.ts'
import {AssigneeProperty} from './assignee-property.tsx'
import {ChoiceProperty} from './choice-property.tsx'
import {
  isAsked,
  noneId,
  priorityChoices,
  reproducibilityChoices,
  severityChoices,
  visibilityChoices,
} from './choices.tsx'
import {DateProperty} from './date-property.tsx'
import {EstimateProperty} from './estimate-property.tsx'
import {LabelProperty} from './label-property.tsx'
import {ParentProperty} from './parent-property.tsx'
import {OneProperty, SeveralProperty} from './refs-property.tsx'
import styles from './properties.module.css'
import {ResolutionRow} from './resolution-row.tsx'
import {StatusProperty} from './status-property.tsx'
import {type PropertyProps, useSetIssue} from './use-set-issue.ts'

/** Every property of an issue, each changed in its place; locked ones say why. */
export function PropertyPanel({issue}: {issue: Issue}) {
  const set = useSetIssue(issue)
  const {data: types} = useQuery(typesQuery())
  const {allowed, reason} = issue.can.change
  const props: PropertyProps = {issue, set, lockedReason: allowed ? undefined : (reason ?? '')}
  const fields = types?.find(({key}) => key === issue.type.key)?.form.fields ?? []
  const [isOpen, setIsOpen] = useState(false)
  const shows = (field: (typeof rare)[number]) => isOpen || isAsked(issue, fields, field)
  const isDefect = issue.type.kind === 'defect' || issue.type.kind === 'support'
  return (
    <>
      <PropertyList>
        <StatusProperty {...props} />
        <ResolutionRow {...props} />
        <PriorityProperty {...props} />
        {(isDefect || isAsked(issue, fields, 'severity')) && <SeverityProperty {...props} />}
        {isAsked(issue, fields, 'reproducibility') && <ReproducibilityProperty {...props} />}
        <AssigneeProperty {...props} />
        <LabelProperty {...props} />
        <SeveralProperty {...props} field="components" />
        {(isDefect || isAsked(issue, fields, 'affectsVersions')) && (
          <SeveralProperty {...props} field="affectsVersions" />
        )}
        <SeveralProperty {...props} field="targetVersions" />
        {(issue.resolvedAt !== null || issue.fixedVersions.length > 0) && (
          <SeveralProperty {...props} field="fixedVersions" />
        )}
        <OneProperty {...props} field="milestone" keys="M" />
        {shows('cycle') && <OneProperty {...props} field="cycle" />}
        {shows('parent') && <ParentProperty {...props} />}
        {shows('startOn') && <DateProperty {...props} field="startOn" />}
        {shows('dueOn') && <DateProperty {...props} field="dueOn" />}
        {shows('estimateMinutes') && <EstimateProperty {...props} />}
        <TypeProperty {...props} />
        <VisibilityProperty {...props} />
      </PropertyList>
      {!isOpen && allowed && rare.some((field) => !shows(field)) && (
        <Button variant="ghost" className={styles.more} onPress={() => setIsOpen(true)}>
          {m.issue_more_properties()}
        </Button>
      )}
    </>
  )
}

/** Drawn when they have a value, when the type asks for them, or on request. */
const rare = ['cycle', 'parent', 'startOn', 'dueOn', 'estimateMinutes'] as const

function PriorityProperty({issue, set, lockedReason}: PropertyProps) {
  return (
    <ChoiceProperty
      name={fieldLabel('priority')}
      keys="P"
      value={issue.priority}
      shown={
        <>
          <PriorityIcon priority={issue.priority} isDecorative />
          {priorityNames[issue.priority]()}
        </>
      }
      options={priorityChoices()}
      lockedReason={lockedReason}
      onChange={(id) => set({priority: id as Priority})}
    />
  )
}

function SeverityProperty({issue, set, lockedReason}: PropertyProps) {
  return (
    <ChoiceProperty
      name={fieldLabel('severity')}
      value={issue.severity ?? noneId}
      shown={
        issue.severity ? (
          <SeverityMark severity={issue.severity} />
        ) : (
          <span className="subtle">{m.issue_none()}</span>
        )
      }
      options={severityChoices()}
      lockedReason={lockedReason}
      onChange={(id) => set({severity: id === noneId ? null : (id as Severity)})}
    />
  )
}

function ReproducibilityProperty({issue, set, lockedReason}: PropertyProps) {
  return (
    <ChoiceProperty
      name={fieldLabel('reproducibility')}
      value={issue.reproducibility ?? noneId}
      {...(issue.reproducibility === null && {shown: <span className="subtle">{m.issue_none()}</span>})}
      options={reproducibilityChoices()}
      lockedReason={lockedReason}
      onChange={(id) => set({reproducibility: id === noneId ? null : (id as Reproducibility)})}
    />
  )
}

function TypeProperty({issue, set, lockedReason}: PropertyProps) {
  const {data: types = []} = useQuery(typesQuery(issue.project.key))
  const offered = types.some(({key}) => key === issue.type.key) ? types : [issue.type, ...types]
  return (
    <ChoiceProperty
      name={fieldLabel('type')}
      value={issue.type.key}
      options={offered.map(({key, name, kind}) => ({
        id: key,
        text: name,
        before: <TypeIcon kind={typeMark(key, kind)} isDecorative />,
      }))}
      lockedReason={lockedReason}
      onChange={(key) => {
        const type = offered.find((one) => one.key === key)
        if (!type) return
        const {name, kind, icon, color} = type
        set({type: key}, {type: {key, name, kind, icon, color}})
      }}
    />
  )
}

function VisibilityProperty({issue, set, lockedReason}: PropertyProps) {
  return (
    <ChoiceProperty
      name={fieldLabel('visibility')}
      value={issue.visibility}
      options={visibilityChoices()}
      lockedReason={lockedReason}
      onChange={(id) => set({visibility: id as Visibility})}
    />
  )
}
