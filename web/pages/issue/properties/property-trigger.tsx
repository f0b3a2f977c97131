import {type ReactNode, useRef} from 'react'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {PropertyButton} from '../../../ui/property-row.tsx'
import {Tooltip} from '../../../ui/tooltip.tsx'

export interface PropertyTriggerProps {
  name: string
  /** Its value in words, read out with the name */
  value: string
  keys?: string | undefined
  /** About to be opened: time to load what it offers */
  onNear?: () => void
  children: ReactNode
}

/** The value as the button of its menu; its key opens it too. */
export function PropertyTrigger({name, value, keys, onNear, children}: PropertyTriggerProps) {
  const button = useRef<HTMLButtonElement>(null)
  const open = () => {
    onNear?.()
    button.current?.click()
  }
  useShortcut(keys ?? '', open, keys !== undefined)
  return (
    <Tooltip text={name} keys={keys} isDisabled={keys === undefined} placement="start">
      <PropertyButton
        ref={button}
        aria-label={m.issue_property_is({name, value})}
        {...(onNear && {onHoverStart: onNear, onFocus: onNear, onPressStart: onNear})}
      >
        {children}
      </PropertyButton>
    </Tooltip>
  )
}
