import type {ReactNode} from 'react'
import {Picker} from '../../../ui/picker.tsx'
import {PropertyRow} from '../../../ui/property-row.tsx'
import type {SelectOption} from '../../../ui/select.tsx'
import {PropertyTrigger, useOpenByKey} from './property-trigger.tsx'

export interface PickerPropertyProps {
  name: string
  keys?: string
  shown: ReactNode
  options: SelectOption[]
  selected: string[]
  isMultiple?: boolean
  isLoading?: boolean
  lockedReason?: string | undefined
  onPick: (id: string) => void
  onSearch?: (text: string) => void
  onNear: () => void
}

/** One or several of many, found by typing: assignee, labels, versions. */
export function PickerProperty(props: PickerPropertyProps) {
  const {name, keys, shown, lockedReason, onNear, onSearch, ...picker} = props
  const openness = useOpenByKey(keys, lockedReason === undefined, onNear)
  if (lockedReason !== undefined)
    return (
      <PropertyRow name={name} lockedReason={lockedReason}>
        {shown}
      </PropertyRow>
    )
  return (
    <PropertyRow name={name}>
      <Picker
        {...picker}
        {...openness}
        {...(onSearch && {onSearch})}
        label={name}
        trigger={
          <PropertyTrigger name={name} keys={keys} onNear={onNear}>
            {shown}
          </PropertyTrigger>
        }
      />
    </PropertyRow>
  )
}
