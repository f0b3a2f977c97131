import {Lock} from 'lucide-react'
import type {ReactNode, Ref} from 'react'
import {Button, type ButtonProps} from 'react-aria-components/Button'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import styles from './property-row.module.css'
import {Tooltip} from './tooltip.tsx'

/** Properties of an issue: PropertyRow inside. */
export function PropertyList({children}: {children: ReactNode}) {
  return <dl>{children}</dl>
}

export interface PropertyRowProps {
  name: string
  /** A Menu or Picker whose trigger is a PropertyButton; without one the value is only read */
  children: ReactNode
  /** Why it may not be changed: then `children` is the value alone */
  lockedReason?: string | undefined
}

export function PropertyRow({name, children, lockedReason}: PropertyRowProps) {
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>
        {lockedReason === undefined ? (
          children
        ) : (
          <Tooltip text={lockedReason} delay={0}>
            <PropertyButton className={styles.locked} aria-disabled="true">
              {children}
              <Icon icon={Lock} size="s" />
            </PropertyButton>
          </Tooltip>
        )}
      </dd>
    </div>
  )
}

export interface PropertyButtonProps extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode
  className?: string | undefined
  ref?: Ref<HTMLButtonElement>
}

/** The value as a button: opens its menu. Give it an `aria-label` such as "Status: In progress". */
export function PropertyButton({className, ...button}: PropertyButtonProps) {
  return <Button {...button} className={classNames(styles.value, className)} />
}
