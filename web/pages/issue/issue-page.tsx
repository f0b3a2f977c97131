import {useQuery} from '@tanstack/react-query'
import {getRouteApi} from '@tanstack/react-router'
import {issueQuery} from '../../api/queries/issue.ts'
import {typeMark} from '../../api/type-mark.ts'
import type {Issue} from '../../api/types.ts'
import {useIsPhone} from '../../hooks/use-media.ts'
import {useTitle} from '../../hooks/use-title.ts'
import {m} from '../../paraglide/messages.js'
import {Avatar} from '../../ui/avatar.tsx'
import {classNames} from '../../ui/class-names.ts'
import {RelativeTime} from '../../ui/relative-time.tsx'
import {TypeIcon} from '../../ui/type-icon.tsx'
import {Activity} from './activity/activity.tsx'
import {IssueFiles} from './files/issue-files.tsx'
import {IssueBar} from './header/issue-bar.tsx'
import styles from './issue-page.module.css'
import {IssueSkeleton} from './issue-skeleton.tsx'
import {Relations} from './links/relations.tsx'
import {SubIssues} from './links/sub-issues.tsx'
import {Watchers} from './links/watchers.tsx'
import {PhoneProperties} from './properties/phone-properties.tsx'
import {PropertyPanel} from './properties/property-panel.tsx'
import {IssueTexts} from './texts/issue-texts.tsx'
import {IssueTitle} from './texts/issue-title.tsx'

const route = getRouteApi('/inside/issues/$key')

export function IssuePage() {
  const {key} = route.useParams()
  const {data: issue, error} = useQuery(issueQuery(key))
  // Deleted or hidden while it was open: the route's error page says so.
  if (error) throw error
  if (!issue) return <IssueSkeleton />
  return <IssueView key={issue.key} issue={issue} />
}

function IssueView({issue}: {issue: Issue}) {
  const isPhone = useIsPhone()
  useTitle(`${issue.key} ${issue.title}`)
  return (
    <>
      <IssueBar issue={issue} />
      <div className={classNames(styles.split, 'scroll')} data-scroll-restoration-id={`issue ${issue.key}`}>
        <article className={styles.doc} aria-label={`${issue.key} ${issue.title}`}>
          <div className={styles.inside}>
            <IssueTitle issue={issue} />
            <Byline issue={issue} />
            {isPhone && <PhoneProperties issue={issue} />}
            <IssueTexts issue={issue} />
            <IssueFiles issue={issue} />
            <SubIssues issue={issue} />
            {isPhone && <Relations issue={issue} />}
            <Activity issue={issue} />
          </div>
        </article>
        {!isPhone && (
          <aside className={styles.properties} aria-label={m.issue_properties()}>
            <PropertyPanel issue={issue} />
            <Relations issue={issue} />
            <Watchers issue={issue} />
          </aside>
        )}
      </div>
    </>
  )
}

function Byline({issue: {type, reporter, createdAt}}: {issue: Issue}) {
  return (
    <p className={styles.byline}>
      <TypeIcon kind={typeMark(type.key, type.kind)} name={type.name} isDecorative />
      {type.name}
      <span className="subtle">·</span>
      <Avatar name={reporter.name} isDecorative />
      {reporter.name}
      <span className="subtle">·</span>
      <RelativeTime at={createdAt} />
    </p>
  )
}
