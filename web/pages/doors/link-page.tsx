import {useEffect, useEffectEvent, useRef, useState} from 'react'
import {api, ApiProblem} from '../../api/client.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Link} from '../../ui/link.tsx'
import {type SecondStep, SecondStepPage} from './second-step-page.tsx'
import {startSession} from './start-session.ts'
import {useLinkToken} from './use-link-token.ts'

/** Where a mailed link leads that signs in. */
export function LinkPage() {
  const token = useLinkToken() ?? ''
  return <FollowedLink key={token} token={token} />
}

function FollowedLink({token}: {token: string}) {
  const [state, setState] = useState<'trying' | 'needsCode' | 'dead'>('trying')
  const [problem, setProblem] = useState<string>()

  const follow = async (second: SecondStep = {}) => {
    await api.POST('/api/v1/sign-in/magic-link/session', {body: {token, ...second}})
    await startSession()
  }

  const isFollowed = useRef(false)
  const refuse = (error: unknown) => {
    const refusal = error instanceof ApiProblem ? error : undefined
    setState(refusal?.needs === undefined ? 'dead' : 'needsCode')
    if (refusal?.code !== 'unauthenticated') setProblem(refusal?.detail)
  }
  const followFirst = useEffectEvent(() => void follow().catch(refuse))
  useEffect(() => {
    // Once: the link is used up by it.
    if (!isFollowed.current) followFirst()
    isFollowed.current = true
  }, [])

  if (state === 'needsCode')
    return <SecondStepPage onSend={follow} onBack={() => location.assign(paths.signIn())} />
  if (state === 'trying') return <Door title={m.link_title()}>{null}</Door>
  return (
    <Door title={m.link_dead_title()} lead={problem ?? m.link_dead_lead()}>
      <Link href={paths.signIn()}>{m.signin_back()}</Link>
    </Door>
  )
}
