import {useQuery} from '@tanstack/react-query'
import {useSession} from '../../api/session.ts'
import {ErrorState} from '../../ui/empty-state.tsx'
import {AccountPage} from './account-page.tsx'
import {ownAccountQuery} from './account-queries.ts'
import {PasskeySection} from './passkey-section.tsx'
import {PasswordSection} from './password-section.tsx'
import {SecondStepSection} from './second-step-section.tsx'
import {SessionSection} from './session-section.tsx'

export function SecurityPage() {
  const {person} = useSession()
  const {data, error, refetch} = useQuery({
    ...ownAccountQuery(person?.id ?? 0),
    enabled: person !== null,
    staleTime: 0,
  })
  return (
    <AccountPage>
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {data?.account && (
        <>
          <PasswordSection account={data.account} />
          <PasskeySection />
          <SecondStepSection account={data.account} />
        </>
      )}
      <SessionSection />
    </AccountPage>
  )
}
