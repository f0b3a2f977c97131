import {classNames} from './class-names.ts'
import styles from './prose.module.css'

export interface ProseProps {
  /** Sanitised by the server; never anything else */
  html: string
  /** m 15 px, s 14 px for comments */
  size?: 's' | 'm'
}

export function Prose({html, size = 'm'}: ProseProps) {
  return (
    <div
      key={html}
      ref={letWidePartsBeReached}
      className={classNames(styles.prose, size === 's' && styles.small)}
      dangerouslySetInnerHTML={{__html: html}}
    />
  )
}

/** What scrolls sideways must be reached by the keyboard. */
function letWidePartsBeReached(text: HTMLElement | null) {
  for (const wide of text?.querySelectorAll<HTMLElement>('pre, table') ?? []) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
  }
}
