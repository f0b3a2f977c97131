import type {LucideIcon} from 'lucide-react'
import type {ReactNode} from 'react'
import styles from './banner.module.css'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'

export interface BannerProps {
  tone?: 'info' | 'warning' | 'danger'
  icon: LucideIcon
  action?: ReactNode
  children: ReactNode
}

/** A thin line over a page while something holds: offline, archived. */
export function Banner({tone = 'info', icon, action, children}: BannerProps) {
  return (
    <output className={classNames(styles.banner, styles[tone])}>
      <Icon icon={icon} />
      <span className="grow">{children}</span>
      {action}
    </output>
  )
}
