import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {KeySquare, Plus} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import {SecretBox} from '../../forms/secret-box.tsx'
import {SettingsItem, SettingsList, SettingsSection} from '../../forms/settings-page.tsx'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {EmptyState, ErrorState} from '../../ui/empty-state.tsx'
import {Icon} from '../../ui/icon.tsx'
import {Pill} from '../../ui/label.tsx'
import {RelativeTime} from '../../ui/relative-time.tsx'
import {showFailure} from '../../ui/toast.tsx'
import {AccountPage} from './account-page.tsx'
import {apiKeysQuery} from './account-queries.ts'
import {scopeNames} from './key-scopes.ts'
import {NewKeyDialog} from './new-key-dialog.tsx'

/** Keys for programs that act in one's name. */
export function KeysPage() {
  const client = useQueryClient()
  const {data: keys = [], error, refetch, isPending} = useQuery(apiKeysQuery())
  const [isMaking, setIsMaking] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const [doomed, setDoomed] = useState<{id: number; name: string} | null>(null)
  const refresh = () => client.invalidateQueries({queryKey: apiKeysQuery().queryKey})
  const revoke = useMutation({
    mutationFn: (id: number) => answerOf(api.DELETE('/api/v1/api-keys/{id}', {params: {path: {id}}})),
    onError: (failure) => showFailure(failure.message),
    onSettled: () => {
      setDoomed(null)
      void refresh()
    },
  })
  const make = (
    <Button variant="primary" icon={Plus} onPress={() => setIsMaking(true)}>
      {m.account_key_new()}
    </Button>
  )
  return (
    <AccountPage>
      <SettingsSection title={m.account_keys()} lead={m.account_keys_lead()} action={keys.length > 0 && make}>
        {token !== null && (
          <div className="stack">
            <SecretBox label={m.account_key()} text={token} note={m.account_key_once()} />
            <br />
          </div>
        )}
        {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
        {!isPending && !error && keys.length === 0 && (
          <EmptyState icon={KeySquare} title={m.account_keys_none()} actions={make}>
            {m.account_keys_none_why()}
          </EmptyState>
        )}
        {keys.length > 0 && (
          <SettingsList label={m.account_keys()}>
            {keys.map(({id, name, scope, hint, expiresAt, lastUsedAt}) => (
              <SettingsItem
                key={id}
                before={<Icon icon={KeySquare} className="subtle" />}
                title={
                  <>
                    {name}
                    <Pill>{scopeNames[scope]()}</Pill>
                    {isPast(expiresAt) && <Pill tone="danger">{m.account_key_expired()}</Pill>}
                  </>
                }
                note={
                  <>
                    <code>…{hint}</code> ·{' '}
                    {lastUsedAt ? (
                      <>
                        {m.account_last_used()} <RelativeTime at={lastUsedAt} />
                      </>
                    ) : (
                      m.account_never_used()
                    )}
                    {expiresAt && !isPast(expiresAt) && (
                      <>
                        {' '}
                        · {m.account_key_expires()} <RelativeTime at={expiresAt} />
                      </>
                    )}
                  </>
                }
                actions={
                  <Button variant="ghost" onPress={() => setDoomed({id, name})}>
                    {m.account_key_revoke()}
                  </Button>
                }
              />
            ))}
          </SettingsList>
        )}
      </SettingsSection>
      <NewKeyDialog
        isOpen={isMaking}
        onClose={() => setIsMaking(false)}
        onMade={(made) => {
          setIsMaking(false)
          setToken(made)
          void refresh()
        }}
      />
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={m.account_key_revoke_title({name: doomed?.name ?? ''})}
        action={m.account_key_revoke()}
        isDanger
        isBusy={revoke.isPending}
        onConfirm={() => doomed && revoke.mutate(doomed.id)}
      >
        {m.account_key_revoke_text()}
      </ConfirmDialog>
    </AccountPage>
  )
}

function isPast(time: string | null): boolean {
  return time !== null && Date.parse(time) <= Date.now()
}
