import type {ReactNode} from 'react'
import {Tooltip as AriaTooltip, TooltipTrigger} from 'react-aria-components/Tooltip'
import {Kbd} from './kbd.tsx'
import styles from './tooltip.module.css'

export interface TooltipProps {
  text: string
  keys?: string | undefined
  /** ms; 0 for a reason, which somebody already looks for */
  delay?: number
  isDisabled?: boolean
  placement?: 'top' | 'bottom' | 'start' | 'end'
  /** One thing that can be focused: a button or link of the kit; wrap others in React Aria's Focusable */
  children: ReactNode
}

export function Tooltip({
  text,
  keys,
  delay = 400,
  isDisabled = false,
  placement = 'bottom',
  children,
}: TooltipProps) {
  return (
    <TooltipTrigger delay={delay} closeDelay={0} isDisabled={isDisabled}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {text}
        {keys && <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
