import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {fieldLabel} from '../field-names.ts'
import {type Catalogue, catalogueQuery} from './catalogue.ts'
import {noneId} from './choices.tsx'
import {PickerProperty} from './picker-property.tsx'
import type {PropertyProps} from './use-set-issue.ts'

interface Ref {
  id: number
  name: string
}
interface CatalogueItem extends Ref {
  archivedAt?: string | null
  closedAt?: string | null
}
type SeveralField = 'components' | 'affectsVersions' | 'targetVersions' | 'fixedVersions'
type OneField = 'milestone' | 'cycle'

const inputs = {
  components: 'componentIds',
  affectsVersions: 'affectsVersionIds',
  targetVersions: 'targetVersionIds',
  fixedVersions: 'fixedVersionIds',
} as const satisfies Record<SeveralField, string>

/** Components or versions: several. */
export function SeveralProperty({issue, set, lockedReason, field}: PropertyProps & {field: SeveralField}) {
  const chosen = issue[field]
  const {items, isLoading, onNear} = useCatalogue(issue, field)
  const toggle = (id: number) => {
    const item = items.find((one) => one.id === id) ?? chosen.find((one) => one.id === id)
    if (!item) return
    const next = chosen.some((one) => one.id === id)
      ? chosen.filter((one) => one.id !== id)
      : [...chosen, {id, name: item.name}]
    set({[inputs[field]]: next.map((one) => one.id)}, {[field]: next})
  }
  return (
    <PickerProperty
      name={fieldLabel(field)}
      shown={<Names refs={chosen} />}
      lockedReason={lockedReason}
      isMultiple
      isLoading={isLoading}
      selected={chosen.map(({id}) => String(id))}
      options={offered(items, chosen).map(({id, name}) => ({id: String(id), text: name}))}
      onPick={(id) => toggle(Number(id))}
      onNear={onNear}
    />
  )
}

/** Milestone or cycle: one, or none. */
export function OneProperty({
  issue,
  set,
  lockedReason,
  field,
  keys,
}: PropertyProps & {field: OneField; keys?: string}) {
  const chosen = issue[field]
  const {items, isLoading, onNear} = useCatalogue(issue, field)
  const pick = (id: string) => {
    const item = id === noneId ? null : (items.find((one) => String(one.id) === id) ?? null)
    const ref = item && {id: item.id, name: item.name}
    set(field === 'milestone' ? {milestoneId: ref?.id ?? null} : {cycleId: ref?.id ?? null}, {[field]: ref})
  }
  return (
    <PickerProperty
      name={fieldLabel(field)}
      {...(keys !== undefined && {keys})}
      shown={<Names refs={chosen ? [chosen] : []} />}
      lockedReason={lockedReason}
      isLoading={isLoading}
      selected={[chosen ? String(chosen.id) : noneId]}
      options={[
        {id: noneId, text: m.issue_none()},
        ...offered(items, chosen ? [chosen] : []).map(({id, name}) => ({id: String(id), text: name})),
      ]}
      onPick={pick}
      onNear={onNear}
    />
  )
}

function Names({refs}: {refs: readonly Ref[]}) {
  if (refs.length === 0) return <span className="subtle">{m.issue_none()}</span>
  return <span>{refs.map(({name}) => name).join(', ')}</span>
}

/** What is archived or closed is offered only where it is set. */
function offered(items: readonly CatalogueItem[], chosen: readonly Ref[]): CatalogueItem[] {
  const ids = new Set(chosen.map(({id}) => id))
  const open = items.filter((item) => ids.has(item.id) || !(item.archivedAt ?? item.closedAt))
  const missing = chosen.filter(({id}) => !items.some((item) => item.id === id))
  return [...missing, ...open]
}

function useCatalogue(issue: Issue, field: SeveralField | OneField) {
  const [isNear, setIsNear] = useState(false)
  const {data = [], isFetching} = useQuery({
    ...catalogueQuery(catalogues[field], issue.project.key),
    enabled: isNear,
  })
  const items: CatalogueItem[] = data
  return {items, isLoading: isFetching, onNear: () => setIsNear(true)}
}

const catalogues = {
  components: 'components',
  affectsVersions: 'versions',
  targetVersions: 'versions',
  fixedVersions: 'versions',
  milestone: 'milestones',
  cycle: 'cycles',
} as const satisfies Record<SeveralField | OneField, keyof Catalogue>
