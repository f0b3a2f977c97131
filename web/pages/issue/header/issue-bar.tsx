import {useRouter} from '@tanstack/react-router'
import {ArrowLeft, BellRing, Bell, Link as LinkIcon, ThumbsUp} from 'lucide-react'
import {useSession} from '../../../api/session.ts'
import type {Issue} from '../../../api/types.ts'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {Bar, BarSpace, Crumbs} from '../../../shell/bar.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {copyText} from '../copy-text.ts'
import styles from './header.module.css'
import {IssueMenu} from './issue-menu.tsx'
import {ResolveButton} from './resolve-button.tsx'
import {useVote, useWatch} from './use-issue-actions.ts'

/** Where it belongs, and what one does with it as a whole. */
export function IssueBar({issue}: {issue: Issue}) {
  const {key, project} = issue
  const {history} = useRouter()
  const copyLink = () => void copyText(location.origin + paths.issue(key), m.issue_link_copied())
  return (
    <Bar>
      <IconButton
        className="phone-only"
        icon={ArrowLeft}
        label={m.issue_back()}
        onPress={() => history.back()}
      />
      <Crumbs trail={[{label: project.name, href: paths.projectIssues(project.key)}, {label: key}]} />
      <BarSpace />
      <IconButton className="desk-only" icon={LinkIcon} label={m.issue_copy_link()} onPress={copyLink} />
      <VoteButton issue={issue} />
      <WatchButton issue={issue} />
      <IssueMenu issue={issue} />
      <ResolveButton issue={issue} />
    </Bar>
  )
}

function WatchButton({issue}: {issue: Issue}) {
  const {person} = useSession()
  const {mutate} = useWatch(issue, person?.id ?? 0)
  const {allowed, reason} = issue.can.watch
  useShortcut('W', () => mutate(), allowed)
  return (
    <IconButton
      icon={issue.isWatched ? BellRing : Bell}
      label={issue.isWatched ? m.issue_watching() : m.issue_watch()}
      keys="W"
      isOn={issue.isWatched}
      disabledReason={allowed ? undefined : (reason ?? '')}
      onPress={() => mutate()}
    />
  )
}

function VoteButton({issue}: {issue: Issue}) {
  const {mutate} = useVote(issue)
  const {allowed, reason} = issue.can.vote
  return (
    <span className={styles.vote}>
      <IconButton
        icon={ThumbsUp}
        label={issue.isVoted ? m.issue_voted() : m.issue_vote()}
        isOn={issue.isVoted}
        disabledReason={allowed ? undefined : (reason ?? '')}
        onPress={() => mutate()}
      />
      {issue.voteCount > 0 && (
        <span className="num muted">
          {issue.voteCount}
          <span className="visually-hidden"> {m.issue_votes({count: issue.voteCount})}</span>
        </span>
      )}
    </span>
  )
}
