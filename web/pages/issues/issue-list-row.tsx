import {createLink} from '@tanstack/react-router'
import {memo, useEffect, useRef} from 'react'
import {refreshRow, useIsStaleRow, useIssueRow} from '../../api/issue-store.ts'
import {typeMark} from '../../api/type-mark.ts'
import type {IssueRow} from '../../api/types.ts'
import {paths} from '../../paths.ts'
import {Row, type RowIssue, RowLink} from '../../ui/row.tsx'
import {StatusIcon} from '../../ui/status-icon.tsx'
import styles from './issue-list-row.module.css'
import type {Sort} from './list-query.ts'

const LinkToIssue = createLink(RowLink)

export interface IssueListRowProps {
  issueKey: string
  sort: Sort
  isKindKnown: boolean
  isActive: boolean
  /** Tab stops at one row of the list */
  isTabStop: boolean
  takesFocus: boolean
  onStand: (key: string) => void
}

/** One issue of a list, as the issue store has it now. */
export const IssueListRow = memo(function IssueListRow(props: IssueListRowProps) {
  const {issueKey, sort, isKindKnown, isActive, isTabStop, takesFocus, onStand} = props
  const row = useIssueRow(issueKey)
  const isStale = useIsStaleRow(issueKey)
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (takesFocus) link.current?.focus({preventScroll: true})
  }, [takesFocus])
  useEffect(() => {
    if (isStale) void refreshRow(issueKey)
  }, [isStale, issueKey])

  if (!row) return null
  return (
    <Row
      issue={shownRow(row, sort)}
      isActive={isActive}
      hidden={isKindKnown ? kindHidden : nothingHidden}
      title={
        <>
          <span className={styles.status}>
            <StatusIcon category={row.status.category} name={row.status.name} />
          </span>
          <LinkToIssue
            ref={link}
            to={paths.issue(issueKey)}
            tabIndex={isTabStop ? 0 : -1}
            onFocus={() => onStand(issueKey)}
          >
            {row.title}
          </LinkToIssue>
        </>
      }
    />
  )
})

const kindHidden = ['kind'] as const
const nothingHidden = [] as const

function shownRow(row: IssueRow, sort: Sort): RowIssue {
  return {
    key: row.key,
    kind: typeMark(row.type, row.kind),
    priority: row.priority,
    severity: row.severity,
    labels: row.labels,
    hasEvidence: row.attachmentCount > 0,
    assignee: row.assignee,
    updatedAt: sort === 'created' ? row.createdAt : row.updatedAt,
    isDone: row.status.category === 'resolved' || row.status.category === 'closed',
  }
}
