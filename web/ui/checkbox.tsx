import type {ComponentProps, ReactNode} from 'react'
import {classNames} from './class-names.ts'
import styles from './checkbox.module.css'

export interface CheckboxProps extends Omit<
  ComponentProps<'input'>,
  'type' | 'onChange' | 'children' | 'size'
> {
  children: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  isMixed?: boolean
}

/** Waits for the button of its form; what acts at once is a Switch. */
export function Checkbox({children, className, ...box}: CheckboxProps) {
  return (
    <label className={classNames(styles.line, className)}>
      <CheckBox {...box} />
      {children}
    </label>
  )
}

export interface CheckBoxProps extends Omit<CheckboxProps, 'children'> {
  size?: 's' | 'm'
}

/** The box alone, for a row or a table; give it an `aria-label`. 16 px to see, 24 px to hit. */
export function CheckBox({
  checked,
  onChange,
  isMixed = false,
  size = 'm',
  className,
  ...rest
}: CheckBoxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      ref={(input) => {
        if (input) input.indeterminate = isMixed
      }}
      className={classNames(styles.check, size === 's' && styles.small, className)}
    />
  )
}
