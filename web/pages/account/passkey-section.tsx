import {browserSupportsWebAuthn, startRegistration} from '@simplewebauthn/browser'
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {KeyRound, Trash2} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../api/client.ts'
import {FormError} from '../../forms/form-error.tsx'
import {SettingsItem, SettingsList, SettingsSection} from '../../forms/settings-page.tsx'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {ConfirmDialog} from '../../ui/confirm-dialog.tsx'
import {Icon} from '../../ui/icon.tsx'
import {IconButton} from '../../ui/icon-button.tsx'
import {RelativeTime} from '../../ui/relative-time.tsx'
import {showFailure, showToast} from '../../ui/toast.tsx'
import {passkeysQuery} from './account-queries.ts'

/** Sign-in by finger, face or PIN. */
export function PasskeySection() {
  const client = useQueryClient()
  const {data: passkeys = []} = useQuery(passkeysQuery())
  const [doomed, setDoomed] = useState<number | null>(null)
  const refresh = () => client.invalidateQueries({queryKey: passkeysQuery().queryKey})
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: async () => {
      showToast({text: m.account_passkey_added()})
      await refresh()
    },
  })
  const remove = useMutation({
    mutationFn: (id: number) => answerOf(api.DELETE('/api/v1/passkeys/{id}', {params: {path: {id}}})),
    onSuccess: refresh,
    onError: (error) => showFailure(error.message),
    onSettled: () => setDoomed(null),
  })
  return (
    <SettingsSection
      title={m.account_passkeys()}
      lead={m.account_passkeys_lead()}
      action={
        <Button
          icon={KeyRound}
          isBusy={add.isPending}
          disabledReason={browserSupportsWebAuthn() ? undefined : m.account_passkey_unsupported()}
          onPress={() => add.mutate()}
        >
          {m.account_passkey_add()}
        </Button>
      }
    >
      <FormError>{isCancelled(add.error) ? m.account_passkey_cancelled() : add.error?.message}</FormError>
      {passkeys.length > 0 && (
        <SettingsList label={m.account_passkeys()}>
          {passkeys.map(({id, name, createdAt, lastUsedAt}) => (
            <SettingsItem
              key={id}
              before={<Icon icon={KeyRound} className="subtle" />}
              title={name}
              note={
                lastUsedAt ? (
                  <>
                    {m.account_last_used()} <RelativeTime at={lastUsedAt} />
                  </>
                ) : (
                  <>
                    {m.account_made()} <RelativeTime at={createdAt} />
                  </>
                )
              }
              actions={
                <IconButton icon={Trash2} label={m.action_remove({name})} onPress={() => setDoomed(id)} />
              }
            />
          ))}
        </SettingsList>
      )}
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={m.account_passkey_remove_title()}
        action={m.account_remove()}
        isDanger
        isBusy={remove.isPending}
        onConfirm={() => doomed !== null && remove.mutate(doomed)}
      >
        {m.account_passkey_remove_text()}
      </ConfirmDialog>
    </SettingsSection>
  )
}

async function addPasskey(): Promise<void> {
  const optionsJSON = (await answerOf(api.POST('/api/v1/passkeys/options'))) as unknown as Parameters<
    typeof startRegistration
  >[0]['optionsJSON']
  const {
    authenticatorAttachment = null,
    clientExtensionResults,
    response,
    ...answer
  } = await startRegistration({optionsJSON})
  const {clientDataJSON, attestationObject, transports = []} = response
  await answerOf(
    api.POST('/api/v1/passkeys', {
      body: {
        name: deviceName(),
        response: {
          ...answer,
          response: {clientDataJSON, attestationObject, transports},
          authenticatorAttachment,
          clientExtensionResults: {...clientExtensionResults},
        },
      },
    }),
  )
}

/** The browser tells only that it was not done, by the person or by the clock. */
function isCancelled(error: Error | null): boolean {
  return error?.name === 'NotAllowedError' || error?.name === 'AbortError'
}

function deviceName(): string {
  const {userAgent} = navigator
  const systems = ['iPhone', 'iPad', 'Android', 'Mac', 'Windows', 'Linux']
  return systems.find((system) => userAgent.includes(system)) ?? m.account_passkey()
}
