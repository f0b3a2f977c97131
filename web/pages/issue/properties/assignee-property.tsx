import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import {useSession} from '../../../api/session.ts'
import type {Issue} from '../../../api/types.ts'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import type {SelectOption} from '../../../ui/select.tsx'
import {fieldLabel} from '../field-names.ts'
import {assignableQuery} from './catalogue.ts'
import {noneId} from './choices.tsx'
import {PickerProperty} from './picker-property.tsx'
import type {PropertyProps} from './use-set-issue.ts'

/** Found by typing; oneself and nobody are always there. `I` takes it. */
export function AssigneeProperty({issue, set, lockedReason}: PropertyProps) {
  const [search, setSearch] = useState('')
  const [isNear, setIsNear] = useState(false)
  const {person} = useSession()
  const {data, isFetching} = useQuery({
    ...assignableQuery(issue.project.key, search),
    enabled: isNear,
    placeholderData: keepPreviousData,
  })
  const found = data ?? []
  const assign = (assignee: Issue['assignee']) => set({assigneeId: assignee?.id ?? null}, {assignee})
  useShortcut('I', () => person && assign({id: person.id, name: person.name}), lockedReason === undefined)

  const {assignee} = issue
  const name = assignee?.name ?? m.issue_nobody()
  return (
    <PickerProperty
      name={fieldLabel('assignee')}
      keys="A"
      shown={
        <>
          <Avatar name={assignee?.name ?? null} isDecorative />
          <span className={assignee ? undefined : 'subtle'}>{name}</span>
        </>
      }
      lockedReason={lockedReason}
      selected={[assignee ? String(assignee.id) : noneId]}
      isLoading={isFetching}
      options={peopleOptions(found, person, search)}
      onSearch={setSearch}
      onNear={() => setIsNear(true)}
      onPick={(id) => {
        if (id === noneId) return assign(null)
        const chosen = [...found, ...(person ? [person] : [])].find((one) => String(one.id) === id)
        if (chosen) assign({id: chosen.id, name: chosen.name})
      }}
    />
  )
}

interface Named {
  id: number
  name: string
}

function peopleOptions(found: Named[], me: Named | null, search: string): SelectOption[] {
  const others = found.filter(({id}) => id !== me?.id)
  const first = search === '' && me !== null ? [me] : found.filter(({id}) => id === me?.id)
  return [
    ...(search === ''
      ? [{id: noneId, text: m.issue_nobody(), before: <Avatar name={null} isDecorative />}]
      : []),
    ...[...first, ...others].map(({id, name}) => ({
      id: String(id),
      text: name,
      before: <Avatar name={name} isDecorative />,
    })),
  ]
}
