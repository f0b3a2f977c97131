import {useQuery} from '@tanstack/react-query'
import {useId} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {watchersQuery} from '../issue-queries.ts'
import styles from './links.module.css'

/** The faces of who follows it; only for who may watch it too. */
export function Watchers({issue}: {issue: Issue}) {
  const id = useId()
  const {data} = useQuery({...watchersQuery(issue.key), enabled: issue.can.watch.allowed})
  if (!data) return null
  const shown = data.items.slice(0, 6)
  const more = Math.max(0, issue.watcherCount - shown.length)
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{m.issue_watchers()}</h2>
      </div>
      <div className={styles.faces}>
        {shown.length === 0 && m.issue_watchers_none()}
        {shown.map(({person}) => (
          <Avatar key={person.id} name={person.name} />
        ))}
        {more > 0 && <small className={styles.more}>{m.issue_watchers_more({count: more})}</small>}
      </div>
    </section>
  )
}
