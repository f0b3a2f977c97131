import type {ReactNode} from 'react'
import styles from './face.module.css'

/** What stands in the place of a page: empty, not found, failed. */
export function Face({children}: {children: ReactNode}) {
  return <div className={styles.face}>{children}</div>
}
