import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import {Users, X} from 'lucide-react'
import {useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import type {components} from '../../../api/schema.d.ts'
import type {ProjectDetail} from '../../../api/types.ts'
import {FormError} from '../../../forms/form-error.tsx'
import {SettingsItem, SettingsList, SettingsSection} from '../../../forms/settings-page.tsx'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {Button} from '../../../ui/button.tsx'
import {ComboBox} from '../../../ui/combo-box.tsx'
import {EmptyState, ErrorState} from '../../../ui/empty-state.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Select} from '../../../ui/select.tsx'
import {SkeletonRows} from '../../../ui/skeleton.tsx'
import {showFailure} from '../../../ui/toast.tsx'
import {type Role, roleLabel, roleOptions} from '../roles.ts'
import styles from './project.module.css'
import {ProjectSettings} from './project-settings.tsx'

type Member = components['schemas']['Member']

export function MembersPage() {
  return <ProjectSettings right="members">{(project) => <Members project={project} />}</ProjectSettings>
}

function membersQuery(project: string) {
  return infiniteQueryOptions({
    queryKey: ['members', project] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const params = {
        path: {key: project},
        query: {limit: 100, ...(cursor !== undefined && {cursor})},
      }
      return answerOf(api.GET('/api/v1/projects/{key}/members', {params, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
  })
}

/** Gives somebody a role in the project, or with null takes it. */
function useSetRole(project: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({personId, role}: {personId: number; role: Role | null}) => {
      const params = {path: {key: project, personId}}
      if (role === null) await api.DELETE('/api/v1/projects/{key}/members/{personId}', {params})
      else await api.PUT('/api/v1/projects/{key}/members/{personId}', {params, body: {role}})
    },
    onSettled: () => client.invalidateQueries({queryKey: membersQuery(project).queryKey}),
  })
}

function Members({project}: {project: ProjectDetail}) {
  const list = useInfiniteQuery(membersQuery(project.key))
  const members = list.data?.pages.flatMap(({items}) => items) ?? []
  return (
    <SettingsSection title={m.project_members()} lead={m.project_members_lead()}>
      <AddMember project={project.key} />
      {list.isPending && <SkeletonRows count={4} />}
      {list.error && <ErrorState onRetry={() => void list.refetch()}>{list.error.message}</ErrorState>}
      {list.data && members.length === 0 && <EmptyState icon={Users} title={m.project_members_none()} />}
      {members.length > 0 && (
        <SettingsList label={m.project_members()}>
          {members.map((member) => (
            <MemberLine key={member.person.id} project={project.key} member={member} />
          ))}
        </SettingsList>
      )}
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isBusy={list.isFetchingNextPage}>
          {m.activity_more()}
        </Button>
      )}
    </SettingsSection>
  )
}

function MemberLine({project, member}: {project: string; member: Member}) {
  const {person, role, ownRole, inheritedRole, inheritedFrom} = member
  const set = useSetRole(project)
  const change = (next: Role | null) =>
    set.mutate({personId: person.id, role: next}, {onError: (error) => showFailure(error.message)})
  return (
    <SettingsItem
      before={<Avatar name={person.name} size="m" isDecorative />}
      title={person.name}
      note={
        inheritedRole &&
        m.project_member_inherited({role: roleLabel(inheritedRole), project: inheritedFrom ?? '…'})
      }
      actions={
        <>
          <div className={styles.role}>
            <Select
              label={`${m.admin_role()}: ${person.name}`}
              isLabelHidden
              value={ownRole ?? role}
              onChange={(id) => change(id as Role)}
              options={roleOptions()}
            />
          </div>
          <IconButton
            icon={X}
            label={m.action_remove({name: person.name})}
            disabledReason={ownRole === null ? m.project_member_only_inherited() : undefined}
            onPress={() => change(null)}
          />
        </>
      }
    />
  )
}

function AddMember({project}: {project: string}) {
  const [search, setSearch] = useState('')
  const [person, setPerson] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('member')
  const set = useSetRole(project)
  const {data, isFetching} = useQuery({
    queryKey: ['people-found', search],
    queryFn: async ({signal}) =>
      (await answerOf(api.GET('/api/v1/people', {params: {query: {q: search, limit: 20}}, signal}))).items,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (person !== null) set.mutate({personId: Number(person), role}, {onSuccess: () => setPerson(null)})
      }}
    >
      <div className={styles.add}>
        <ComboBox
          label={m.project_member_add()}
          value={person}
          onChange={setPerson}
          onSearch={setSearch}
          isLoading={isFetching}
          options={(data ?? []).map(({id, name}) => ({
            id: String(id),
            text: name,
            before: <Avatar name={name} isDecorative />,
          }))}
        />
        <Select
          label={m.admin_role()}
          value={role}
          onChange={(id) => setRole(id as Role)}
          options={roleOptions()}
        />
        <Button
          variant="primary"
          size="l"
          type="submit"
          isBusy={set.isPending}
          disabledReason={person === null ? m.project_member_whom() : undefined}
        >
          {m.issue_add()}
        </Button>
      </div>
      <FormError>{set.error?.message}</FormError>
    </form>
  )
}
