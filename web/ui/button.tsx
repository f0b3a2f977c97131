import type {LucideIcon} from 'lucide-react'
import type {ReactNode, Ref} from 'react'
import {Button as AriaButton, type ButtonProps as AriaButtonProps} from 'react-aria-components/Button'
import styles from './button.module.css'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import {Kbd} from './kbd.tsx'
import {Tooltip} from './tooltip.tsx'

export interface ButtonProps extends Omit<
  AriaButtonProps,
  'children' | 'className' | 'isDisabled' | 'isPending' | 'style'
> {
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
  /** One primary button per view */
  variant?: 'default' | 'primary' | 'ghost' | 'danger' | 'note'
  /** m is 28 px high, l 36 px: the action of a page or a form */
  size?: 'm' | 'l'
  icon?: LucideIcon | undefined
  /** A mark before the text that is no icon: an avatar, a status */
  before?: ReactNode
  /** After the text: a chevron for what opens something */
  iconAfter?: LucideIcon | undefined
  /** As in `Mod+Enter`; shown only, the page listens for it */
  keys?: string | undefined
  /** Being done: keeps its place and its focus, does nothing when pressed */
  isBusy?: boolean
  /** Why it may not be pressed; the button stays in the tab order and says so */
  disabledReason?: string | undefined
  /** Takes the whole width */
  isWide?: boolean
  className?: string | undefined
}

export function Button({disabledReason, ...props}: ButtonProps) {
  // The same tree with and without a reason: a button that gets one keeps its focus.
  return (
    <Tooltip text={disabledReason ?? ''} delay={0} isDisabled={disabledReason === undefined}>
      <PlainButton {...props} {...(disabledReason !== undefined && inert)} />
    </Tooltip>
  )
}

const inert = {'aria-disabled': true, type: 'button', onPress: () => undefined} as const

function PlainButton({
  children,
  variant = 'default',
  size = 'm',
  icon,
  before,
  iconAfter,
  keys,
  isBusy = false,
  isWide = false,
  className,
  ...rest
}: Omit<ButtonProps, 'disabledReason'>) {
  const names = [
    styles.button,
    styles[variant],
    size === 'l' && styles.large,
    isWide && styles.wide,
    className,
  ]
  return (
    <AriaButton {...rest} isPending={isBusy} className={classNames(...names)}>
      {icon && <Icon icon={icon} />}
      {before}
      {children}
      {keys && <Kbd keys={keys} />}
      {iconAfter && <Icon icon={iconAfter} size="s" />}
    </AriaButton>
  )
}
