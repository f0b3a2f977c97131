import {type ReactNode, useId} from 'react'
import styles from './section.module.css'

export interface SectionProps {
  title: string
  /** Beside the title, subtle: a count */
  aside?: ReactNode
  /** At its end: a button */
  action?: ReactNode
  children: ReactNode
}

/** A part of an issue under its heading. */
export function Section({title, aside, action, children}: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {aside && <span className={styles.aside}>{aside}</span>}
        <span className="grow" />
        {action}
      </div>
      {children}
    </section>
  )
}
