import {Search} from 'lucide-react'
import type {ReactNode} from 'react'
import {Autocomplete, useFilter} from 'react-aria-components/Autocomplete'
import {Input} from 'react-aria-components/Input'
import {Menu} from 'react-aria-components/Menu'
import {TextField} from 'react-aria-components/TextField'
import {m} from '../paraglide/messages.js'
import {Icon} from './icon.tsx'
import {MenuItem} from './menu.tsx'
import menuStyles from './menu.module.css'
import styles from './picker.module.css'
import {Popover} from './popover.tsx'
import type {SelectOption} from './select.tsx'

export interface PickerProps {
  trigger: ReactNode
  label: string
  options: SelectOption[]
  /** Marked with a tick; several for labels */
  selected: string[]
  /** The list closes after a choice, unless `isMultiple` */
  onPick: (id: string) => void
  isMultiple?: boolean
  /** Called with what is typed, when the caller finds the options; without it they are filtered here */
  onSearch?: (text: string) => void
  isLoading?: boolean
  /** When a key opens it too */
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}

/** A button that opens a list with a search on top: assignee, labels, versions, a project. */
export function Picker({trigger, label, isMultiple = false, isOpen, onOpenChange, ...list}: PickerProps) {
  return (
    <Popover
      trigger={trigger}
      label={label}
      {...(isOpen !== undefined && {isOpen})}
      {...(onOpenChange && {onOpenChange})}
    >
      {(close) => <PickerList {...list} label={label} isMultiple={isMultiple} close={close} />}
    </Popover>
  )
}

type PickerListProps = Omit<PickerProps, 'trigger' | 'isOpen' | 'onOpenChange'> & {close: () => void}

function PickerList({
  label,
  options,
  selected,
  onPick,
  isMultiple,
  onSearch,
  isLoading = false,
  close,
}: PickerListProps) {
  const {contains} = useFilter({sensitivity: 'base'})
  const pick = (id: string) => {
    onPick(id)
    if (!isMultiple) close()
  }
  return (
    <div className={styles.picker}>
      <Autocomplete {...(onSearch ? {onInputChange: onSearch} : {filter: contains})}>
        {/* Opened to search in it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField aria-label={m.search_label()} autoFocus className={styles.search ?? ''}>
          <Icon icon={Search} size="s" />
          <Input placeholder={label} className={styles.input ?? ''} />
        </TextField>
        <Menu
          aria-label={label}
          className={menuStyles.menu ?? ''}
          selectionMode="multiple"
          selectedKeys={selected}
          escapeKeyBehavior="none"
          onAction={(id) => pick(String(id))}
          shouldCloseOnSelect={false}
          renderEmptyState={() => (
            <div className={menuStyles.empty}>{isLoading ? m.list_loading() : m.search_empty()}</div>
          )}
        >
          {options.map(({id, text, before, disabledReason}) => (
            <MenuItem key={id} id={id} before={before} disabledReason={disabledReason}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Autocomplete>
    </div>
  )
}
