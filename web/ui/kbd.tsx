import styles from './kbd.module.css'
import {keyText} from './key-text.ts'

/** A key as it is printed on this machine's keyboard: `Mod+Enter` is ⌘⏎ on a Mac and Ctrl ⏎ elsewhere. */
export function Kbd({keys}: {keys: string}) {
  return <kbd className={styles.kbd}>{keyText(keys, isMac)}</kbd>
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
