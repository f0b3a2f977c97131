import type {ReactNode} from 'react'
import {useState} from 'react'
import {m} from '../../paraglide/messages.js'
import {Menu, MenuItem} from '../../ui/menu.tsx'
import {type Sort, sorts} from './list-query.ts'
import {sortNames} from './sort-names.ts'

export interface SortMenuProps {
  trigger: ReactNode
  value: Sort
  onChange: (sort: Sort) => void
}

export function SortMenu({trigger, value, onChange}: SortMenuProps) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <Menu
      label={m.sort_label()}
      placement="bottom end"
      selectionMode="single"
      selectedKeys={[value]}
      disallowEmptySelection
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      {sorts.map((sort) => (
        <MenuItem key={sort} id={sort} onAction={() => onChange(sort)}>
          {sortNames[sort]()}
        </MenuItem>
      ))}
    </Menu>
  )
}
