import {Search, X} from 'lucide-react'
import type {ComponentProps, KeyboardEvent, ReactNode, Ref} from 'react'
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
  /** More for the input; a key that is handled there is done with */
  inputProps?: ComponentProps<'input'>
  /** What lies behind the text, or opens from it */
  children?: ReactNode
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
  inputProps,
  children,
}: FilterFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    inputProps?.onKeyDown?.(event)
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
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
      <div className={styles.typed}>
        {children}
        <input
          {...inputProps}
          ref={inputRef}
          className={styles.input}
          aria-label={label}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          enterKeyHint="search"
        />
      </div>
      {value !== '' && (
        <IconButton size="s" icon={X} label={m.action_clear()} keys="Escape" onPress={() => onChange('')} />
      )}
    </search>
  )
}
