import {Search, X} from 'lucide-react'
import type {KeyboardEvent, ReactNode, Ref} from 'react'
import {m} from '../paraglide/messages.js'
import styles from './filter-field.module.css'
import {Icon} from './icon.tsx'
import {IconButton} from './icon-button.tsx'

export interface FilterFieldProps {
  value: string
  onChange: (value: string) => void
  onSubmit?: () => void
  label?: string
  placeholder?: string
  /** Chips before the text */
  chips?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/** The filter of a list: no frame of its own, it stands in a bar. Escape empties it. */
export function FilterField({
  value,
  onChange,
  onSubmit,
  label = m.filter_label(),
  placeholder = m.filter_placeholder(),
  chips,
  inputRef,
}: FilterFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onSubmit?.()
    if (event.key === 'Escape' && value !== '') {
      event.preventDefault()
      onChange('')
    }
  }
  return (
    <search className={styles.filter}>
      <Icon icon={Search} />
      {chips}
      <input
        ref={inputRef}
        className={styles.input}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        spellCheck={false}
        autoComplete="off"
        enterKeyHint="search"
      />
      {value !== '' && (
        <IconButton size="s" icon={X} label={m.action_clear()} keys="Escape" onPress={() => onChange('')} />
      )}
    </search>
  )
}
