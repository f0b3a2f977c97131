import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Label} from '../../../ui/label.tsx'
import {fieldLabel} from '../field-names.ts'
import {catalogueQuery} from './catalogue.ts'
import {PickerProperty} from './picker-property.tsx'
import type {PropertyProps} from './use-set-issue.ts'

/** Several; one that is not there yet is made by using it. */
export function LabelProperty({issue, set, lockedReason}: PropertyProps) {
  const [isNear, setIsNear] = useState(false)
  const [search, setSearch] = useState('')
  const {data = [], isFetching} = useQuery({...catalogueQuery('labels', issue.project.key), enabled: isNear})
  const {labels} = issue
  const names = [...new Set([...labels, ...data.map(({name}) => name)])]
  const typed = search.trim()
  const matching = names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
  const isNew = typed !== '' && !names.some((name) => name.toLowerCase() === typed.toLowerCase())
  const toggle = (name: string) => {
    const next = labels.includes(name) ? labels.filter((label) => label !== name) : [...labels, name]
    set({labels: next}, {labels: next})
  }
  return (
    <PickerProperty
      name={fieldLabel('labels')}
      keys="L"
      shown={
        labels.length > 0 ? (
          labels.map((label) => <Label key={label}>{label}</Label>)
        ) : (
          <span className="subtle">{m.issue_none()}</span>
        )
      }
      lockedReason={lockedReason}
      isMultiple
      isLoading={isFetching}
      selected={labels}
      options={[
        ...matching.map((name) => ({id: name, text: name})),
        ...(isNew ? [{id: typed, text: m.issue_label_new({name: typed})}] : []),
      ]}
      onSearch={setSearch}
      onPick={toggle}
      onNear={() => setIsNear(true)}
    />
  )
}
