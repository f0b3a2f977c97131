import {type ReactNode, Suspense, useState} from 'react'
import type {ButtonProps} from 'react-aria-components/Button'

export interface LateMenuProps {
  /** The button, with what is given to it */
  renderTrigger: (props: Pick<ButtonProps, 'onPress' | 'onHoverStart' | 'aria-haspopup'>) => ReactNode
  /** A Menu from `lazy` round the trigger, open from the start */
  renderMenu: (trigger: ReactNode) => ReactNode
  /** Loads it before it is pressed */
  preload: () => unknown
}

/** A button whose menu is loaded when it is first wanted, so that a page without open menus stays light. */
export function LateMenu({renderTrigger, renderMenu, preload}: LateMenuProps) {
  const [isWanted, setIsWanted] = useState(false)
  const waiting = renderTrigger({
    'aria-haspopup': 'menu',
    onPress: () => setIsWanted(true),
    onHoverStart: () => void preload(),
  })
  if (!isWanted) return waiting
  return <Suspense fallback={waiting}>{renderMenu(renderTrigger({}))}</Suspense>
}
