import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {fieldLabel} from '../field-names.ts'
import {issueOptions, useIssueSearch} from '../links/use-issue-search.tsx'
import {noneId} from './choices.tsx'
import {PickerProperty} from './picker-property.tsx'
import type {PropertyProps} from './use-set-issue.ts'

export function ParentProperty({issue, set, lockedReason}: PropertyProps) {
  const [isNear, setIsNear] = useState(false)
  const [search, setSearch] = useState('')
  const {found, isLoading} = useIssueSearch(search, {project: issue.project.key, isActive: isNear})
  const {parent} = issue
  const pick = (key: string) => {
    const chosen = found.find((row) => row.key === key)
    set({parentKey: chosen?.key ?? null}, {parent: chosen ? {key: chosen.key, title: chosen.title} : null})
  }
  return (
    <PickerProperty
      name={fieldLabel('parent')}
      shown={
        parent ? (
          <span className="cut" title={parent.title}>
            {parent.key} {parent.title}
          </span>
        ) : (
          <span className="subtle">{m.issue_none()}</span>
        )
      }
      lockedReason={lockedReason}
      isLoading={isLoading}
      selected={[parent?.key ?? noneId]}
      options={[
        ...(search === '' ? [{id: noneId, text: m.issue_none()}] : []),
        ...issueOptions(found.filter(({key}) => key !== issue.key)),
      ]}
      onSearch={setSearch}
      onPick={pick}
      onNear={() => setIsNear(true)}
    />
  )
}
