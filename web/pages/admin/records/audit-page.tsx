import {infiniteQueryOptions, keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {ScrollText} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import type {components} from '../../../api/schema.d.ts'
import {useSession} from '../../../api/session.ts'
import {settingsFields, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {EmptyState, ErrorState} from '../../../ui/empty-state.tsx'
import {RelativeTime} from '../../../ui/relative-time.tsx'
import {Select} from '../../../ui/select.tsx'
import {SkeletonRows} from '../../../ui/skeleton.tsx'
import {TextField} from '../../../ui/text-field.tsx'
import {AdminPage} from '../admin-page.tsx'
import styles from './records.module.css'

type AuditEntry = components['schemas']['AuditEntry']

interface Filter {
  /** What a kind begins with; empty is all */
  kind: string
  /** Days, as in 2026-11-20; empty is open */
  from: string
  to: string
}

function auditQuery({kind, from, to}: Filter) {
  return infiniteQueryOptions({
    queryKey: ['audit-log', kind, from, to] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const query = {
        limit: 100,
        ...(kind !== '' && {kind}),
        ...(from !== '' && {from: `${from}T00:00:00Z`}),
        ...(to !== '' && {to: `${to}T23:59:59Z`}),
        ...(cursor !== undefined && {cursor}),
      }
      return answerOf(api.GET('/api/v1/audit-log', {params: {query}, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
    staleTime: 0,
  })
}

/** Sign-ins, rights, keys, deletions and settings. */
export function AuditPage() {
  const {isAdmin} = useSession()
  const [filter, setFilter] = useState<Filter>({kind: '', from: '', to: ''})
  const list = useInfiniteQuery({
    ...auditQuery(filter),
    enabled: isAdmin,
    placeholderData: keepPreviousData,
  })
  const entries = list.data?.pages.flatMap(({items}) => items) ?? []
  return (
    <AdminPage isForAdministrators isWide>
      <SettingsSection title={m.admin_audit()} lead={m.audit_lead()}>
        <div className={styles.filter}>
          <div className={settingsFields}>
            <Select
              label={m.audit_kind()}
              value={filter.kind === '' ? 'all' : filter.kind}
              onChange={(id) => setFilter({...filter, kind: id === 'all' ? '' : id})}
              options={Object.entries(kindNames).map(([id, name]) => ({id, text: name()}))}
            />
            <TextField
              label={m.audit_from()}
              type="date"
              value={filter.from}
              onChange={(from) => setFilter({...filter, from})}
            />
            <TextField
              label={m.audit_to()}
              type="date"
              value={filter.to}
              onChange={(to) => setFilter({...filter, to})}
            />
          </div>
        </div>
        {list.isPending && <SkeletonRows />}
        {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
        {list.data && entries.length === 0 && <EmptyState icon={ScrollText} title={m.search_empty()} />}
        {entries.length > 0 && <AuditTable entries={entries} />}
        {list.hasNextPage && (
          <Button onPress={() => void list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
            {m.activity_more()}
          </Button>
        )}
      </SettingsSection>
    </AdminPage>
  )
}

const kindNames: Record<string, () => string> = {
  all: m.audit_all,
  'account.': m.audit_accounts,
  'apiKey.': m.audit_keys,
  'invitation.': m.audit_invitations,
  'member.': m.audit_members,
  'person.': m.audit_people,
  'project.': m.audit_projects,
  'issue.': m.audit_issues,
  'setting.': m.audit_settings,
  'import.': m.audit_imports,
}

function AuditTable({entries}: {entries: AuditEntry[]}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways is reached by keys
    <section className={styles.wide} tabIndex={0} aria-label={m.admin_audit()}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{m.audit_when()}</th>
            <th scope="col">{m.audit_who()}</th>
            <th scope="col">{m.audit_what()}</th>
            <th scope="col">{m.audit_about()}</th>
            <th scope="col">{m.audit_detail()}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({id, at, actor, kind, about, project, detail}) => (
            <tr key={id}>
              <td>
                <RelativeTime at={at} />
              </td>
              <td>{actor?.name ?? '–'}</td>
              <td>
                <code>{kind}</code>
              </td>
              <td>{[about?.name, project].filter(Boolean).join(', ') || '–'}</td>
              <td className={styles.detail}>{detailText(detail)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function detailText(detail: AuditEntry['detail']): string {
  return Object.entries(detail)
    .filter(([name, value]) => value !== null && !name.endsWith('Id'))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
