import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {UserPlus, Users} from 'lucide-react'
import {useDeferredValue, useState} from 'react'
import {Button as PlainButton} from 'react-aria-components/Button'
import {useSession} from '../../../api/session.ts'
import {SettingsItem, SettingsList, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {Button} from '../../../ui/button.tsx'
import {EmptyState, ErrorState} from '../../../ui/empty-state.tsx'
import {Pill} from '../../../ui/label.tsx'
import {SkeletonRows} from '../../../ui/skeleton.tsx'
import {TextField} from '../../../ui/text-field.tsx'
import {AdminPage} from '../admin-page.tsx'
import {Invitations} from './invitations.tsx'
import {InviteDialog} from './invite-dialog.tsx'
import styles from './people.module.css'
import {type Person, peopleQuery} from './people-queries.ts'
import {PersonDialog} from './person-dialog.tsx'

/** Who is there, who is invited, and what each may do. */
export function PeoplePage() {
  const {isAdmin} = useSession()
  const [isInviting, setIsInviting] = useState(false)
  const [shown, setShown] = useState<number | null>(null)
  return (
    <AdminPage isForAdministrators>
      <Invitations />
      <SettingsSection
        title={m.admin_people()}
        lead={m.admin_people_lead()}
        action={
          <Button variant="primary" icon={UserPlus} onPress={() => setIsInviting(true)}>
            {m.admin_invite()}
          </Button>
        }
      >
        {isAdmin && <People onShow={setShown} />}
      </SettingsSection>
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
      {shown !== null && <PersonDialog id={shown} onClose={() => setShown(null)} />}
    </AdminPage>
  )
}

function People({onShow}: {onShow: (id: number) => void}) {
  const [q, setQ] = useState('')
  const list = useInfiniteQuery({...peopleQuery(useDeferredValue(q)), placeholderData: keepPreviousData})
  const people = list.data?.pages.flatMap(({items}) => items) ?? []
  return (
    <div className={styles.people}>
      <TextField
        label={m.search_label()}
        isLabelHidden
        type="search"
        placeholder={m.admin_people_search()}
        value={q}
        onChange={setQ}
      />
      {list.isPending && <SkeletonRows count={5} />}
      {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
      {list.data && people.length === 0 && <EmptyState icon={Users} title={m.search_empty()} />}
      <SettingsList label={m.admin_people()}>
        {people.map((person) => (
          <PersonLine key={person.id} person={person} onShow={() => onShow(person.id)} />
        ))}
      </SettingsList>
      {list.hasNextPage && (
        <div>
          <Button onPress={() => void list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
            {m.activity_more()}
          </Button>
        </div>
      )}
    </div>
  )
}

function PersonLine({person, onShow}: {person: Person; onShow: () => void}) {
  const {name, email, kind, company, hasAccount, isDisabled} = person
  return (
    <SettingsItem
      before={<Avatar name={name} size="m" isDecorative />}
      title={
        <>
          <PlainButton className={styles.name ?? ''} onPress={onShow}>
            {name}
          </PlainButton>
          {kind === 'contact' && <Pill>{company?.name ?? m.person_contact()}</Pill>}
          {kind === 'bot' && <Pill>{m.person_bot()}</Pill>}
          {isDisabled === true && <Pill tone="danger">{m.person_disabled()}</Pill>}
          {!hasAccount && <Pill>{m.person_no_account()}</Pill>}
        </>
      }
      note={email ?? m.person_no_email()}
      actions={
        <Button variant="ghost" onPress={onShow} aria-label={`${m.admin_person_manage()}: ${name}`}>
          {m.admin_person_manage()}
        </Button>
      }
    />
  )
}
