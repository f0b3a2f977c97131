import type {ReactNode} from 'react'
import {Brand} from './brand.tsx'
import styles from './door.module.css'

export interface DoorProps {
  title: string
  /** A sentence under the title */
  lead?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** A page before the door: sign in, first administrator, invitation. */
export function Door({title, lead, footer, children}: DoorProps) {
  return (
    <main className={styles.door}>
      <div className={styles.inside}>
        <Brand size={28} />
        <div className={styles.words}>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {children}
      </div>
      {footer && <footer className={styles.foot}>{footer}</footer>}
    </main>
  )
}
