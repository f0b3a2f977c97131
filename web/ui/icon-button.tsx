import type {LucideIcon} from 'lucide-react'
import type {Ref} from 'react'
import {Button as AriaButton, type ButtonProps as AriaButtonProps} from 'react-aria-components/Button'
import {classNames} from './class-names.ts'
import styles from './icon-button.module.css'
import {Icon} from './icon.tsx'
import {Tooltip} from './tooltip.tsx'

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'children' | 'className' | 'isDisabled' | 'style' | 'aria-label'
> {
  icon: LucideIcon
  /** Its name, and its tooltip */
  label: string
  ref?: Ref<HTMLButtonElement>
  keys?: string | undefined
  /** Something that is on or off: watching */
  isOn?: boolean
  disabledReason?: string | undefined
  /** s is 24 px, m 28 px */
  size?: 's' | 'm'
  className?: string | undefined
}

export function IconButton({
  icon,
  label,
  keys,
  isOn,
  disabledReason,
  size = 'm',
  className,
  onPress,
  ...rest
}: IconButtonProps) {
  const isOff = disabledReason !== undefined
  return (
    <Tooltip text={isOff ? `${label}. ${disabledReason}` : label} keys={keys}>
      <AriaButton
        {...rest}
        {...(isOff ? {'aria-disabled': 'true' as const} : onPress && {onPress})}
        {...(isOn !== undefined && {'aria-pressed': isOn})}
        aria-label={label}
        className={classNames(styles.button, size === 's' && styles.small, className)}
      >
        <Icon icon={icon} />
      </AriaButton>
    </Tooltip>
  )
}
