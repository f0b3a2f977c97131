import {Check, Lock, type LucideIcon} from 'lucide-react'
import type {ReactNode} from 'react'
import {Header} from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
} from 'react-aria-components/Menu'
import {Popover as AriaPopover} from 'react-aria-components/Popover'
import {Separator} from 'react-aria-components/Separator'
import {Text} from 'react-aria-components/Text'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import {Kbd} from './kbd.tsx'
import styles from './menu.module.css'

export interface MenuProps<T> extends Omit<AriaMenuProps<T>, 'className' | 'style' | 'children'> {
  /** A Button or IconButton */
  trigger: ReactNode
  /** Read out; needed where the trigger's name does not say what the items are */
  label?: string
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end'
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}

/** Actions, or with `selectionMode` and `selectedKeys` a choice: MenuItem, MenuSection and MenuLine inside. */
export function Menu<T>({
  trigger,
  label,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  ...menu
}: MenuProps<T>) {
  return (
    <MenuTrigger {...(isOpen !== undefined && {isOpen})} {...(onOpenChange && {onOpenChange})}>
      {trigger}
      <AriaPopover className={styles.popover ?? ''} placement={placement} offset={4}>
        <AriaMenu
          {...menu}
          {...(label !== undefined && {'aria-label': label})}
          className={styles.menu ?? ''}
        />
      </AriaPopover>
    </MenuTrigger>
  )
}

export interface MenuItemProps extends Omit<
  AriaMenuItemProps,
  'className' | 'style' | 'children' | 'isDisabled'
> {
  children: string
  icon?: LucideIcon | undefined
  /** A mark that is no icon: a status, an avatar */
  before?: ReactNode
  /** At the end, before the key: a count */
  after?: ReactNode
  keys?: string
  /** A second, smaller line */
  note?: string
  /** Why it may not be chosen: stays reachable, says so, does nothing */
  disabledReason?: string | undefined
  isDanger?: boolean
}

export function MenuItem({
  children,
  icon,
  before,
  after,
  keys,
  note,
  disabledReason,
  isDanger,
  ...rest
}: MenuItemProps) {
  const second = disabledReason ?? note
  const {onAction, ...still} = rest
  const behaviour = disabledReason === undefined ? {...still, ...(onAction && {onAction})} : inert(still)
  return (
    <AriaMenuItem
      {...behaviour}
      textValue={rest.textValue ?? children}
      className={classNames(
        styles.item,
        isDanger && styles.danger,
        disabledReason !== undefined && styles.off,
      )}
    >
      {({isSelected, selectionMode}) => (
        <>
          {icon && <Icon icon={icon} />}
          {before}
          <span className={styles.words}>
            <Text slot="label">{children}</Text>
            {second !== undefined && (
              <Text slot="description" className={styles.second ?? ''}>
                {second}
              </Text>
            )}
          </span>
          {after}
          {keys && <Kbd keys={keys} />}
          {disabledReason !== undefined && <Icon icon={Lock} size="s" />}
          {selectionMode !== 'none' && isSelected && <Icon icon={Check} size="s" />}
        </>
      )}
    </AriaMenuItem>
  )
}

function inert(item: Omit<AriaMenuItemProps, 'onAction'>) {
  const {href: _, ...rest} = item
  return {...rest, shouldCloseOnSelect: false}
}

export function MenuSection({title, children}: {title: string; children: ReactNode}) {
  return (
    <AriaMenuSection>
      <Header className={styles.title}>{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export function MenuLine() {
  return <Separator className={styles.line ?? ''} />
}
