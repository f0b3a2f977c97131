import {type ErrorComponentProps, useRouter} from '@tanstack/react-router'
import {useEffect, useEffectEvent} from 'react'
import {ApiProblem} from '../../api/problem.ts'
import {m} from '../../paraglide/messages.js'
import {ErrorState} from '../../ui/empty-state.tsx'
import {Face} from './face.tsx'
import {NotFoundPage} from './not-found-page.tsx'

/** A page that did not load: says what, why, and tries again. */
export function PageError(props: ErrorComponentProps) {
  if (props.error instanceof ApiProblem && props.error.code === 'notFound') return <NotFoundPage />
  return (
    <Face>
      <Failure {...props} />
    </Face>
  )
}

function Failure({error, reset}: ErrorComponentProps) {
  const router = useRouter()
  if (!(error instanceof ApiProblem)) {
    return <ErrorState onRetry={() => location.reload()}>{messageOf(error)}</ErrorState>
  }
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (error.code === 'network') return <Unreachable onRetry={retry} />
  if (error.code === 'forbidden') return <ErrorState title={m.forbidden_title()}>{error.detail}</ErrorState>
  return (
    <ErrorState requestId={error.requestId} onRetry={retry}>
      {error.detail}
    </ErrorState>
  )
}

/** Tries again by itself when the network is back. */
function Unreachable({onRetry}: {onRetry: () => void}) {
  const retry = useEffectEvent(onRetry)
  useEffect(() => {
    const onOnline = () => retry()
    addEventListener('online', onOnline)
    return () => removeEventListener('online', onOnline)
  }, [])
  return (
    <ErrorState title={m.offline_title()} onRetry={onRetry}>
      {m.offline_lead()}
    </ErrorState>
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
