import {m} from '../../paraglide/messages.js'
import {Menu, MenuItem, type MenuProps} from '../../ui/menu.tsx'
import {type Sort, sorts} from './list-query.ts'
import {sortNames} from './sort-names.ts'

export interface SortMenuProps extends Pick<MenuProps<object>, 'trigger' | 'isOpen' | 'onOpenChange'> {
  value: Sort
  onChange: (sort: Sort) => void
}

export function SortMenu({value, onChange, ...menu}: SortMenuProps) {
  return (
    <Menu
      {...menu}
      label={m.sort_label()}
      placement="bottom end"
      selectionMode="single"
      selectedKeys={[value]}
      disallowEmptySelection
    >
      {sorts.map((sort) => (
        <MenuItem key={sort} id={sort} onAction={() => onChange(sort)}>
          {sortNames[sort]()}
        </MenuItem>
      ))}
    </Menu>
  )
}
