import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import styles from './marks.module.css'
import type {MarkProps} from './status-icon.tsx'

export type Severity = 'feature' | 'trivial' | 'text' | 'tweak' | 'minor' | 'major' | 'crash' | 'block'

/** A diamond that fills and grows: how bad it is for the person who met it. */
export function SeverityIcon({severity, isDecorative = false}: MarkProps & {severity: Severity}) {
  const label = m.severity_of({name: severityNames[severity]()})
  return (
    <svg
      viewBox="0 0 16 16"
      className={classNames(styles.mark, styles.diamond, styles[colours[severity]])}
      {...(isDecorative ? {'aria-hidden': true} : {role: 'img', 'aria-label': label})}
    >
      {drawings[severity]}
    </svg>
  )
}

/** The diamond and its word. */
export function SeverityMark({severity, className}: {severity: Severity; className?: string | undefined}) {
  return (
    <span className={classNames(styles.severity, styles[colours[severity]], className)}>
      <SeverityIcon severity={severity} isDecorative />
      {severityNames[severity]()}
    </span>
  )
}

export const severityNames: Record<Severity, () => string> = {
  feature: m.severity_feature,
  trivial: m.severity_trivial,
  text: m.severity_text,
  tweak: m.severity_tweak,
  minor: m.severity_minor,
  major: m.severity_major,
  crash: m.severity_crash,
  block: m.severity_block,
}

const colours: Record<Severity, string> = {
  feature: 'trivial',
  trivial: 'trivial',
  text: 'trivial',
  tweak: 'trivial',
  minor: 'minor',
  major: 'major',
  crash: 'crash',
  block: 'blocker',
}

const large = 'M8 2.4 13.6 8 8 13.6 2.4 8z'
const small = 'M8 5.2 10.8 8 8 10.8 5.2 8z'

const drawings: Record<Severity, ReactNode> = {
  feature: <path d={large} className={styles.line} strokeDasharray="2 2.4" />,
  trivial: <path d={small} className={styles.line} />,
  text: <path d={small} className={styles.line} />,
  tweak: <path d={small} className={styles.solid} />,
  minor: <path d={large} className={styles.line} />,
  major: (
    <>
      <path d={large} className={styles.line} />
      <path d="M2.8 8h10.4L8 13.2z" />
    </>
  ),
  crash: <path d={large} className={styles.solid} />,
  block: (
    <path
      fillRule="evenodd"
      d="M8 1.2 14.8 8 8 14.8 1.2 8zM5.6 7.15h4.8a.85.85 0 0 1 0 1.7H5.6a.85.85 0 0 1 0-1.7z"
    />
  ),
}
