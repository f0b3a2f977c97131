import type {ReactNode} from 'react'
import {Link} from 'react-aria-components/Link'
import type {IssueRow} from '../../../api/types.ts'
import {paths} from '../../../paths.ts'
import {StatusIcon} from '../../../ui/status-icon.tsx'
import styles from './links.module.css'

/** Another issue in a line: state, key, title. */
export function LinkedIssue({row, children}: {row: IssueRow; children?: ReactNode}) {
  const {key, title, status} = row
  return (
    <div className={styles.line}>
      <Link href={paths.issue(key)} className={styles.link ?? ''}>
        <StatusIcon category={status.category} name={status.name} />
        <span className={styles.key}>{key}</span>
        <span className="cut" title={title}>
          {title}
        </span>
      </Link>
      {children}
    </div>
  )
}
