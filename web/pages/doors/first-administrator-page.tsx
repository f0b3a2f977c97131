import {api} from '../../api/client.ts'
import {useSession} from '../../api/session.ts'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Door} from '../../shell/door.tsx'
import {Link} from '../../ui/link.tsx'
import {AccountForm, type NewAccount} from './account-form.tsx'
import styles from './door-form.module.css'
import {startSession} from './start-session.ts'
import {useLinkToken} from './use-link-token.ts'

/** Where the link leads that the server prints while there is no account. */
export function FirstAdministratorPage() {
  const token = useLinkToken()
  const {needsFirstAdministrator} = useSession()
  if (!needsFirstAdministrator)
    return (
      <Door title={m.first_done_title()} lead={m.first_done_lead()}>
        <Link href={paths.signIn()}>{m.signin_action()}</Link>
      </Door>
    )
  if (token === undefined)
    return (
      <Door title={m.first_title()} lead={m.first_no_token()}>
        <code className={styles.sample}>{`${location.origin}${paths.firstAdministrator()}#token=…`}</code>
      </Door>
    )
  const send = async (account: NewAccount) => {
    await api.POST('/api/v1/first-administrator', {body: {token, ...account}})
    await startSession()
  }
  return (
    <Door title={m.first_title()} lead={m.first_lead()}>
      <AccountForm action={m.first_action()} onSend={send} />
    </Door>
  )
}
