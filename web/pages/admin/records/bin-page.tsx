import {useInfiniteQuery, useMutation, useQueryClient, infiniteQueryOptions} from '@tanstack/react-query'
import {Trash2} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import {useSession} from '../../../api/session.ts'
import {SettingsItem, SettingsList, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {ConfirmDialog} from '../../../ui/confirm-dialog.tsx'
import {EmptyState, ErrorState} from '../../../ui/empty-state.tsx'
import {RelativeTime} from '../../../ui/relative-time.tsx'
import {SkeletonRows} from '../../../ui/skeleton.tsx'
import {showFailure, showToast} from '../../../ui/toast.tsx'
import {AdminPage} from '../admin-page.tsx'

function binQuery() {
  return infiniteQueryOptions({
    queryKey: ['bin'] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const query = {limit: 50, ...(cursor !== undefined && {cursor})}
      return answerOf(api.GET('/api/v1/bin', {params: {query}, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
    staleTime: 0,
  })
}

interface Doomed {
  id: number
  key: string
}

/** Deleted issues, for 30 days. */
export function BinPage() {
  const {isAdmin} = useSession()
  const client = useQueryClient()
  const [doomed, setDoomed] = useState<Doomed | null>(null)
  const list = useInfiniteQuery(binQuery())
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const refresh = () => client.invalidateQueries({queryKey: ['bin']})
  const restore = useMutation({
    mutationFn: (id: number) => answerOf(api.PUT('/api/v1/bin/{id}/restoration', {params: {path: {id}}})),
    onSuccess: ({key}) => showToast({text: m.bin_restored({key})}),
    onError: (error) => showFailure(error.message),
    onSettled: refresh,
  })
  const purge = useMutation({
    mutationFn: ({id}: Doomed) => answerOf(api.DELETE('/api/v1/bin/{id}', {params: {path: {id}}})),
    onError: (error) => showFailure(error.message),
    onSettled: () => {
      setDoomed(null)
      return refresh()
    },
  })
  return (
    <AdminPage>
      <SettingsSection title={m.admin_bin()} lead={m.bin_lead()}>
        {list.isPending && <SkeletonRows count={5} />}
        {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
        {list.data && items.length === 0 && (
          <EmptyState icon={Trash2} title={m.bin_empty()}>
            {m.bin_empty_why()}
          </EmptyState>
        )}
        {items.length > 0 && (
          <SettingsList label={m.admin_bin()}>
            {items.map(({id, key, title, deletedAt, deletedBy, purgedAfter}) => (
              <SettingsItem
                key={id}
                title={`${key} ${title}`}
                note={
                  <>
                    {deletedBy?.name} · <RelativeTime at={deletedAt} /> · {m.bin_gone()}{' '}
                    <RelativeTime at={purgedAfter} />
                  </>
                }
                actions={
                  <>
                    <Button onPress={() => restore.mutate(id)}>{m.bin_restore()}</Button>
                    {isAdmin && (
                      <Button variant="ghost" onPress={() => setDoomed({id, key})}>
                        {m.bin_purge()}
                      </Button>
                    )}
                  </>
                }
              />
            ))}
          </SettingsList>
        )}
        {list.hasNextPage && (
          <Button onPress={() => void list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
            {m.activity_more()}
          </Button>
        )}
      </SettingsSection>
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={() => setDoomed(null)}
        title={m.bin_purge_title({key: doomed?.key ?? ''})}
        action={m.bin_purge()}
        isDanger
        isBusy={purge.isPending}
        onConfirm={() => doomed && purge.mutate(doomed)}
      >
        {m.bin_purge_text()}
      </ConfirmDialog>
    </AdminPage>
  )
}
