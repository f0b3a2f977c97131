import type {ReactNode} from 'react'
import {Dialog as AriaDialog, DialogTrigger} from 'react-aria-components/Dialog'
import {Popover as AriaPopover} from 'react-aria-components/Popover'
import menuStyles from './menu.module.css'
import styles from './popover.module.css'

export interface PopoverProps {
  trigger: ReactNode
  label: string
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end'
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** Floats beside its button and holds anything; for a list of actions take Menu. */
export function Popover({
  trigger,
  label,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  children,
}: PopoverProps) {
  return (
    <DialogTrigger {...(isOpen !== undefined && {isOpen})} {...(onOpenChange && {onOpenChange})}>
      {trigger}
      <AriaPopover className={menuStyles.popover ?? ''} placement={placement} offset={4}>
        <AriaDialog aria-label={label} className={styles.inside ?? ''}>
          {({close}) => (typeof children === 'function' ? children(close) : children)}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
