import type {ReactNode} from 'react'
import {Switch as AriaSwitch} from 'react-aria-components/Switch'
import styles from './switch.module.css'

export interface SwitchProps {
  children: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
  isDisabled?: boolean
}

/** Acts at once; what waits for a button is a Checkbox. */
export function Switch({children, isOn, onChange, isDisabled = false}: SwitchProps) {
  return (
    <AriaSwitch isSelected={isOn} onChange={onChange} isDisabled={isDisabled} className={styles.line ?? ''}>
      <span className={styles.track} />
      {children}
    </AriaSwitch>
  )
}
