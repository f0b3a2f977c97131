import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {MailPlus} from 'lucide-react'
import {answerOf, api} from '../../../api/client.ts'
import {useSession} from '../../../api/session.ts'
import {SettingsItem, SettingsList, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Icon} from '../../../ui/icon.tsx'
import {Pill} from '../../../ui/label.tsx'
import {RelativeTime} from '../../../ui/relative-time.tsx'
import {showFailure} from '../../../ui/toast.tsx'
import {roleNames} from '../roles.ts'
import {invitationsQuery} from './people-queries.ts'

/** Links that still hold; nothing when there are none. */
export function Invitations() {
  const {isAdmin} = useSession()
  const client = useQueryClient()
  const {data: invitations = []} = useQuery({...invitationsQuery(), enabled: isAdmin})
  const revoke = useMutation({
    mutationFn: (id: number) => answerOf(api.DELETE('/api/v1/invitations/{id}', {params: {path: {id}}})),
    onError: (error) => showFailure(error.message),
    onSettled: () => client.invalidateQueries({queryKey: invitationsQuery().queryKey}),
  })
  if (invitations.length === 0) return null
  return (
    <SettingsSection title={m.admin_invitations()}>
      <SettingsList label={m.admin_invitations()}>
        {invitations.map(({id, email, project, role, isAdmin: asAdmin, expiresAt}) => (
          <SettingsItem
            key={id}
            before={<Icon icon={MailPlus} className="subtle" />}
            title={
              <>
                {email ?? m.admin_invite_anybody()}
                {asAdmin && <Pill tone="accent">{m.role_administrator()}</Pill>}
                {project && role && (
                  <Pill>
                    {project.name}: {roleNames[role]()}
                  </Pill>
                )}
              </>
            }
            note={
              <>
                {m.account_key_expires()} <RelativeTime at={expiresAt} />
              </>
            }
            actions={
              <Button variant="ghost" onPress={() => revoke.mutate(id)}>
                {m.account_key_revoke()}
              </Button>
            }
          />
        ))}
      </SettingsList>
    </SettingsSection>
  )
}
