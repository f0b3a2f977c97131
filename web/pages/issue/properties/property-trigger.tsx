import {type ReactNode, useState} from 'react'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {PropertyButton} from '../../../ui/property-row.tsx'
import {Tooltip} from '../../../ui/tooltip.tsx'

export interface PropertyTriggerProps {
  name: string
  /** Shown; `useOpenByKey` listens for it */
  keys?: string | undefined
  /** About to be opened: time to load what it offers */
  onNear?: () => void
  children: ReactNode
}

/** The value as the button of its menu, read out after its name. */
export function PropertyTrigger({name, keys, onNear, children}: PropertyTriggerProps) {
  return (
    <Tooltip text={name} keys={keys} isDisabled={keys === undefined} placement="start">
      <PropertyButton {...(onNear && {onHoverStart: onNear, onFocus: onNear, onPressStart: onNear})}>
        <span className="visually-hidden">{m.issue_property_name({name})} </span>
        {children}
      </PropertyButton>
    </Tooltip>
  )
}

/** Whether a menu is open, which its key opens too. */
export function useOpenByKey(
  keys: string | undefined,
  isActive: boolean,
  onOpen?: () => void,
): {isOpen: boolean; onOpenChange: (isOpen: boolean) => void} {
  const [isOpen, onOpenChange] = useState(false)
  const open = () => {
    onOpen?.()
    onOpenChange(true)
  }
  useShortcut(keys ?? '', open, keys !== undefined && isActive)
  return {isOpen, onOpenChange}
}
