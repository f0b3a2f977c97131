import {useEffect} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {ErrorState} from '../../../ui/empty-state.tsx'
import {Skeleton} from '../../../ui/skeleton.tsx'
import {useDelayed} from '../../../hooks/use-delayed.ts'
import {Section} from '../section.tsx'
import styles from './activity.module.css'
import {ChangeRun} from './change-run.tsx'
import {CommentItem} from './comment-item.tsx'
import {IssueComposer} from './issue-composer.tsx'
import {useTimeline} from './use-timeline.ts'

/** What was said and what happened, and where one says something. */
export function Activity({issue}: {issue: Issue}) {
  const timeline = useTimeline(issue.key)
  useLinkedComment(timeline)
  return (
    <Section title={m.activity_title()}>
      <div className={styles.activity}>
        {timeline.isLoading && !timeline.error && <ActivitySkeleton />}
        {timeline.error && (
          <ErrorState title={m.activity_failed()} onRetry={timeline.retry}>
            {timeline.error.message}
          </ErrorState>
        )}
        {timeline.items.map((item) =>
          item.kind === 'comment' ? (
            <CommentItem key={`comment ${item.comment.id}`} issue={issue} comment={item.comment} />
          ) : (
            <ChangeRun key={`changes ${item.entries[0]?.id}`} entries={item.entries} />
          ),
        )}
        {timeline.hasMore && (
          <div>
            <Button onPress={timeline.showMore} isBusy={timeline.isLoadingMore}>
              {m.activity_more()}
            </Button>
          </div>
        )}
        <IssueComposer issue={issue} />
      </div>
    </Section>
  )
}

/** A link to `#comment-12` goes there as soon as the comment is loaded, and loads on until it is. */
function useLinkedComment({comments, hasMore, isLoadingMore, showMore}: ReturnType<typeof useTimeline>) {
  const id = location.hash.startsWith('#comment-') ? location.hash.slice(1) : null
  const isThere = id !== null && comments.some((comment) => id === `comment-${comment.id}`)
  useEffect(() => {
    if (id === null || !isThere) return undefined
    const comment = document.getElementById(id)
    comment?.scrollIntoView({block: 'center'})
    comment?.classList.add(styles.target ?? '')
    const timer = setTimeout(() => comment?.classList.remove(styles.target ?? ''), 2500)
    return () => clearTimeout(timer)
  }, [id, isThere])
  useEffect(() => {
    if (id !== null && !isThere && hasMore && !isLoadingMore) showMore()
  }, [id, isThere, hasMore, isLoadingMore, showMore])
}

function ActivitySkeleton() {
  const isLate = useDelayed(300)
  if (!isLate) return null
  return (
    <div className="stack" aria-hidden>
      <Skeleton width="40%" />
      <Skeleton width="100%" height="4rem" />
    </div>
  )
}
