import {type ReactNode, type Ref, Suspense, useCallback, useState} from 'react'
import type {ButtonProps} from 'react-aria-components/Button'

export interface TriggerProps extends Pick<ButtonProps, 'onPress' | 'onHoverStart' | 'aria-haspopup'> {
  ref?: Ref<HTMLButtonElement>
}

export interface LateMenuProps {
  /** The button, with what is given to it */
  renderTrigger: (props: TriggerProps) => ReactNode
  /** A Menu from `lazy` with these props */
  renderMenu: (menu: {
    trigger: ReactNode
    isOpen: boolean
    onOpenChange: (isOpen: boolean) => void
  }) => ReactNode
  /** Loads it before it is pressed */
  preload: () => unknown
}

/** A button whose menu is loaded when it is first wanted, so that a page without open menus stays light. */
export function LateMenu({renderTrigger, renderMenu, preload}: LateMenuProps) {
  const [isWanted, setIsWanted] = useState(false)
  const [isOpen, onOpenChange] = useState(false)
  // The loaded menu brings a new button: it gets the focus first, so that the menu gives it back when it closes.
  const takePlace = useCallback((button: HTMLButtonElement | null) => {
    button?.focus()
    if (button) onOpenChange(true)
  }, [])
  const waiting = renderTrigger({
    'aria-haspopup': 'menu',
    onPress: () => setIsWanted(true),
    onHoverStart: () => void preload(),
  })
  if (!isWanted) return waiting
  return (
    <Suspense fallback={waiting}>
      {renderMenu({trigger: renderTrigger({ref: takePlace}), isOpen, onOpenChange})}
    </Suspense>
  )
}
