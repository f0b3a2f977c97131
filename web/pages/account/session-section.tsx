import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {LogOut, MonitorSmartphone} from 'lucide-react'
import {answerOf, api} from '../../api/client.ts'
import {signOut} from '../../api/session.ts'
import {SettingsItem, SettingsList, SettingsSection} from '../../forms/settings-page.tsx'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {ErrorState} from '../../ui/empty-state.tsx'
import {Icon} from '../../ui/icon.tsx'
import {Pill} from '../../ui/label.tsx'
import {RelativeTime} from '../../ui/relative-time.tsx'
import {showFailure} from '../../ui/toast.tsx'
import {sessionsQuery} from './account-queries.ts'

/** Where one is signed in. */
export function SessionSection() {
  const client = useQueryClient()
  const {data: sessions = [], error, refetch} = useQuery(sessionsQuery())
  const end = useMutation({
    mutationFn: (id: number) => answerOf(api.DELETE('/api/v1/sessions/{id}', {params: {path: {id}}})),
    onError: (failure) => showFailure(failure.message),
    onSettled: () => client.invalidateQueries({queryKey: sessionsQuery().queryKey}),
  })
  const everywhere = useMutation({
    mutationFn: () => signOut({everywhere: true}),
    onError: (failure) => showFailure(failure.message),
  })
  return (
    <SettingsSection
      title={m.account_sessions()}
      lead={m.account_sessions_lead()}
      action={
        <Button icon={LogOut} isBusy={everywhere.isPending} onPress={() => everywhere.mutate()}>
          {m.account_sign_out_everywhere()}
        </Button>
      }
    >
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      <SettingsList label={m.account_sessions()}>
        {sessions.map(({id, device, address, isCurrent, lastSeenAt}) => (
          <SettingsItem
            key={id}
            before={<Icon icon={MonitorSmartphone} className="subtle" />}
            title={
              <>
                {device}
                {isCurrent && <Pill tone="success">{m.account_session_this()}</Pill>}
              </>
            }
            note={
              <>
                {address} · {m.account_last_used()} <RelativeTime at={lastSeenAt} />
              </>
            }
            actions={
              !isCurrent && (
                <Button variant="ghost" onPress={() => end.mutate(id)}>
                  {m.account_session_end()}
                </Button>
              )
            }
          />
        ))}
      </SettingsList>
    </SettingsSection>
  )
}
