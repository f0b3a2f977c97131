import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import {useSession} from '../../../api/session.ts'
import {FormError} from '../../../forms/form-error.tsx'
import {SecretBox} from '../../../forms/secret-box.tsx'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {ErrorState} from '../../../ui/empty-state.tsx'
import {Pill} from '../../../ui/label.tsx'
import {RelativeTime} from '../../../ui/relative-time.tsx'
import {Skeleton} from '../../../ui/skeleton.tsx'
import styles from './people.module.css'
import {type PersonDetail, personQuery} from './people-queries.ts'

/** One person and their account: let in, shut out, helped back in. */
export function PersonDialog({id, onClose}: {id: number; onClose: () => void}) {
  const {data: person, error, refetch} = useQuery(personQuery(id))
  return (
    <Dialog isOpen onClose={onClose} title={person?.name ?? m.list_loading()}>
      {error && <ErrorState onRetry={() => void refetch()}>{error.message}</ErrorState>}
      {!person && !error && <Skeleton width="60%" />}
      {person && <Facts person={person} />}
      {person && <AccountActions person={person} />}
    </Dialog>
  )
}

function Facts({person: {email, login, company, account}}: {person: PersonDetail}) {
  const rows = [
    {name: m.account_email(), value: account?.email ?? email},
    {name: m.person_login(), value: login},
    {name: m.person_company(), value: company?.name},
    {
      name: m.person_account(),
      value: account ? <AccountState account={account} /> : m.person_no_account(),
    },
    {
      name: m.person_last_seen(),
      value: account?.lastSignInAt && <RelativeTime at={account.lastSignInAt} />,
    },
    {name: m.account_second_step(), value: account && (account.hasTotp ? m.person_on() : m.person_off())},
  ]
  return (
    <dl className={styles.facts}>
      {rows
        .filter(({value}) => value)
        .map(({name, value}) => [
          <dt key={`${name} name`}>{name}</dt>,
          <dd key={`${name} value`}>{value}</dd>,
        ])}
    </dl>
  )
}

function AccountState({account}: {account: NonNullable<PersonDetail['account']>}) {
  if (account.disabledAt) return <Pill tone="danger">{m.person_disabled()}</Pill>
  return (
    <span className="line">
      <Pill tone="success">{m.person_enabled()}</Pill>
      {account.isAdmin && <Pill tone="accent">{m.role_administrator()}</Pill>}
      {account.lockedUntil && <Pill tone="warning">{m.person_locked()}</Pill>}
    </span>
  )
}

function AccountActions({person: {id, account}}: {person: PersonDetail}) {
  const {person: me} = useSession()
  const client = useQueryClient()
  const [link, setLink] = useState<string | null>(null)
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => {
      void client.invalidateQueries({queryKey: ['people']})
      return client.invalidateQueries({queryKey: personQuery(id).queryKey})
    },
  })
  if (!account) return null
  const params = {path: {id}}
  const own = me?.id === id ? m.admin_not_oneself() : undefined
  const button = (label: string, run: () => Promise<unknown>, disabledReason?: string) => (
    <Button onPress={() => act.mutate(run)} disabledReason={disabledReason}>
      {label}
    </Button>
  )
  return (
    <>
      <div className={styles.actions}>
        {account.disabledAt
          ? button(m.person_enable(), () => api.DELETE('/api/v1/people/{id}/deactivation', {params}))
          : button(m.person_disable(), () => api.PUT('/api/v1/people/{id}/deactivation', {params}), own)}
        {account.isAdmin
          ? button(
              m.person_unmake_admin(),
              () => api.DELETE('/api/v1/people/{id}/administrator', {params}),
              own,
            )
          : button(m.person_make_admin(), () => api.PUT('/api/v1/people/{id}/administrator', {params}))}
        {account.lockedUntil &&
          button(m.person_unlock(), () => api.DELETE('/api/v1/people/{id}/lock', {params}))}
        {account.hasTotp &&
          button(m.person_drop_second_step(), () => api.DELETE('/api/v1/people/{id}/second-step', {params}))}
        {!account.disabledAt &&
          button(m.person_reset_link(), async () => {
            const {url} = await answerOf(api.POST('/api/v1/people/{id}/reset-link', {params}))
            setLink(url)
          })}
      </div>
      <FormError>{act.error?.message}</FormError>
      {link !== null && (
        <div className={styles.link}>
          <SecretBox label={m.person_reset_link()} text={link} note={m.person_reset_link_note()} />
        </div>
      )}
    </>
  )
}
