import {useQuery} from '@tanstack/react-query'
import {useNavigate} from '@tanstack/react-router'
import {Plus} from 'lucide-react'
import {projectQuery} from '../../../api/queries/projects.ts'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {Avatar} from '../../../ui/avatar.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {PriorityIcon} from '../../../ui/priority-icon.tsx'
import {subIssuesQuery} from '../issue-queries.ts'
import {Section} from '../section.tsx'
import {LinkedIssue} from './linked-issue.tsx'

/** The parts of a larger issue, and how many of them are done. */
export function SubIssues({issue}: {issue: Issue}) {
  const navigate = useNavigate()
  const {data = []} = useQuery(subIssuesQuery(issue.key))
  const {data: project} = useQuery(projectQuery(issue.project.key))
  if (data.length === 0) return null
  const done = data.filter(({status}) => status.category === 'resolved' || status.category === 'closed')
  const {allowed = false, reason = null} = project?.can.createIssue ?? {}
  return (
    <Section
      title={m.issue_sub_issues()}
      aside={m.issue_sub_done({done: done.length, total: data.length})}
      action={
        <IconButton
          size="s"
          icon={Plus}
          label={m.issue_sub_add()}
          disabledReason={allowed ? undefined : (reason ?? '')}
          onPress={() => void navigate({href: newSubIssue(issue)})}
        />
      }
    >
      {data.map((row) => (
        <LinkedIssue key={row.key} row={row}>
          <PriorityIcon priority={row.priority} />
          <Avatar name={row.assignee?.name ?? null} />
        </LinkedIssue>
      ))}
    </Section>
  )
}

/** The form of a new issue below this one. */
export function newSubIssue({key, project}: Issue): string {
  return paths.newIssue(project.key, undefined, key)
}
