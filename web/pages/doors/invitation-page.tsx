import {useQuery} from '@tanstack/react-query'
import {answerOf, api} from '../../api/client.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Link} from '../../ui/link.tsx'
import {AccountForm, type NewAccount} from './account-form.tsx'
import {startSession} from './start-session.ts'
import {useLinkToken} from './use-link-token.ts'

/** Where an invitation leads. */
export function InvitationPage() {
  const token = useLinkToken() ?? ''
  const {data: invitation, error} = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => answerOf(api.GET('/api/v1/invitations/accept', {params: {query: {token}}})),
  })
  const send = async ({email, ...account}: NewAccount) => {
    const given = invitation?.email == null ? {email} : {}
    await api.POST('/api/v1/invitations/accept', {body: {token, ...account, ...given}})
    await startSession()
  }
  if (error)
    return (
      <Door title={m.invitation_dead_title()} lead={m.invitation_dead_lead()}>
        <Link href={paths.signIn()}>{m.signin_back()}</Link>
      </Door>
    )
  return (
    <Door title={m.invitation_title()} lead={invitation && leadOf(invitation)}>
      {invitation && (
        <AccountForm
          fixedEmail={invitation.email ?? undefined}
          action={m.invitation_action()}
          onSend={send}
        />
      )}
    </Door>
  )
}

interface Offer {
  invitedBy: {name: string} | null
  project: {name: string} | null
  role: keyof typeof roleNames | null
}

function leadOf({invitedBy, project, role}: Offer): string {
  const name = invitedBy?.name ?? m.invitation_somebody()
  if (!project || !role) return m.invitation_lead({name})
  return m.invitation_lead_project({name, project: project.name, role: roleNames[role]()})
}

const roleNames = {
  viewer: m.role_viewer,
  reporter: m.role_reporter,
  member: m.role_member,
  maintainer: m.role_maintainer,
}
