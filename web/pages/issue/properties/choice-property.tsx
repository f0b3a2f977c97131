import type {ReactNode} from 'react'
import {Menu, MenuItem} from '../../../ui/menu.tsx'
import {PropertyRow} from '../../../ui/property-row.tsx'
import {PropertyTrigger, useOpenByKey} from './property-trigger.tsx'

export interface Choice {
  id: string
  text: string
  before?: ReactNode
  note?: string | undefined
  disabledReason?: string | undefined
}

export interface ChoicePropertyProps {
  name: string
  keys?: string
  /** The id of one of the options */
  value: string
  /** How the value is drawn; without it its text, preceded by its mark */
  shown?: ReactNode
  options: Choice[]
  lockedReason?: string | undefined
  onChange: (id: string) => void
}

/** One of a few: status, priority, severity. */
export function ChoiceProperty({
  name,
  keys,
  value,
  shown,
  options,
  lockedReason,
  onChange,
}: ChoicePropertyProps) {
  const openness = useOpenByKey(keys, lockedReason === undefined)
  const current = options.find(({id}) => id === value)
  const drawn = shown ?? (
    <>
      {current?.before}
      {current?.text}
    </>
  )
  if (lockedReason !== undefined)
    return (
      <PropertyRow name={name} lockedReason={lockedReason}>
        {drawn}
      </PropertyRow>
    )
  return (
    <PropertyRow name={name}>
      <Menu
        {...openness}
        label={name}
        selectionMode="single"
        selectedKeys={[value]}
        onAction={(id) => {
          const option = options.find((one) => one.id === id)
          if (option && option.disabledReason === undefined && id !== value) onChange(option.id)
        }}
        trigger={
          <PropertyTrigger name={name} keys={keys}>
            {drawn}
          </PropertyTrigger>
        }
      >
        {options.map(({id, text, before, note, disabledReason}) => (
          <MenuItem
            key={id}
            id={id}
            before={before}
            disabledReason={disabledReason}
            {...(note !== undefined && {note})}
          >
            {text}
          </MenuItem>
        ))}
      </Menu>
    </PropertyRow>
  )
}
