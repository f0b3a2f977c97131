import {m} from '../paraglide/messages.js'
import styles from './unread-dot.module.css'

/** New to the reader. */
export function UnreadDot() {
  return (
    <span className={styles.dot} title={m.row_unread()}>
      <span className="visually-hidden">{m.row_unread()}</span>
    </span>
  )
}
