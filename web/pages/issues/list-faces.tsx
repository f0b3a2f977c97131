import {ListChecks, SearchX} from 'lucide-react'
import {ApiProblem} from '../../api/problem.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {EmptyState, ErrorState} from '../../ui/empty-state.tsx'
import {Face} from '../home/face.tsx'
import {splitLastPart} from './list-query.ts'

export interface EmptyListProps {
  /** The verb: "New bug" */
  action: string
  onCreate: () => void
  denied: string | undefined
  onShowDone: () => void
}

export function EmptyList({action, onCreate, denied, onShowDone}: EmptyListProps) {
  return (
    <Face>
      <EmptyState
        icon={ListChecks}
        title={m.list_empty_title()}
        actions={
          <>
            <Button onPress={onCreate} keys="C" disabledReason={denied}>
              {action}
            </Button>
            <Button variant="ghost" onPress={onShowDone}>
              {m.list_empty_done()}
            </Button>
          </>
        }
      >
        {m.list_empty_lead()}
      </EmptyState>
    </Face>
  )
}

/** Repeats the filter and offers to drop its last part. */
export function NothingFound({q, onFilter}: {q: string; onFilter: (q: string) => void}) {
  const {rest, last} = splitLastPart(q)
  return (
    <Face>
      <EmptyState
        icon={SearchX}
        title={m.list_none_title()}
        actions={
          q !== '' && (
            <>
              <Button onPress={() => onFilter(rest)}>{m.list_drop_part({part: last})}</Button>
              {rest !== '' && (
                <Button variant="ghost" onPress={() => onFilter('')}>
                  {m.list_clear_filter()}
                </Button>
              )}
            </>
          )
        }
      >
        <code>{q}</code>
      </EmptyState>
    </Face>
  )
}

export function FailedList({error, onRetry}: {error: Error; onRetry: () => unknown}) {
  const problem = error instanceof ApiProblem ? error : undefined
  return (
    <Face>
      <ErrorState requestId={problem?.requestId} onRetry={() => void onRetry()}>
        {error.message}
      </ErrorState>
    </Face>
  )
}
