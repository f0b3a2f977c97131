import type {ErrorComponentProps} from '@tanstack/react-router'
import {SearchX} from 'lucide-react'
import {ApiProblem} from '../../api/client.ts'
import {queryClient} from '../../api/query-client.ts'
import {useSession} from '../../api/session.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Bar, Crumbs} from '../../shell/bar.tsx'
import {EmptyState, ErrorState} from '../../ui/empty-state.tsx'
import {Link} from '../../ui/link.tsx'

/** Missing and hidden look alike; everything else says what went wrong and tries again. */
export function IssueError({error, reset}: ErrorComponentProps) {
  const key = location.pathname.split('/').at(-1) ?? ''
  const isMissing = error instanceof ApiProblem && (error.status === 404 || error.status === 401)
  return (
    <>
      <Bar>
        <Crumbs trail={[{label: key}]} />
      </Bar>
      {isMissing ? (
        <NotHere issueKey={key} />
      ) : (
        <ErrorState
          requestId={error instanceof ApiProblem ? error.requestId : undefined}
          onRetry={() => {
            void queryClient.resetQueries({queryKey: ['issue', key]})
            reset()
          }}
        >
          {error instanceof Error ? error.message : String(error)}
        </ErrorState>
      )}
    </>
  )
}

function NotHere({issueKey}: {issueKey: string}) {
  const {person} = useSession()
  return (
    <EmptyState
      icon={SearchX}
      title={m.issue_not_found({key: issueKey})}
      actions={
        person ? (
          <Link href={paths.issues()}>{m.issue_to_issues()}</Link>
        ) : (
          <Link href={paths.signIn(paths.issue(issueKey))}>{m.issue_sign_in()}</Link>
        )
      }
    >
      {m.issue_not_found_why()}
    </EmptyState>
  )
}
