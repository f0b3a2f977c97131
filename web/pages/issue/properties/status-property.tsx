import {useQuery} from '@tanstack/react-query'
import {typesQuery} from '../../../api/queries/types.ts'
import {useSession} from '../../../api/session.ts'
import {StatusIcon} from '../../../ui/status-icon.tsx'
import {fieldLabel} from '../field-names.ts'
import {ChoiceProperty} from './choice-property.tsx'
import {obstacleTo, workflowsQuery} from './transitions.ts'
import type {PropertyProps} from './use-set-issue.ts'

/** The statuses of the type's workflow; one that cannot be reached from here says why. */
export function StatusProperty({issue, set, lockedReason}: PropertyProps) {
  const {data: types} = useQuery(typesQuery())
  const {data: workflows} = useQuery(workflowsQuery())
  const {isAdmin, standings} = useSession()
  const type = types?.find(({key}) => key === issue.type.key)
  const workflow = workflows?.find(({key}) => key === type?.workflow)
  const standing = isAdmin
    ? 'maintainer'
    : standings.find(({project}) => project === issue.project.key)?.standing
  const statuses = type?.statuses ?? [{...issue.status, isInitial: false}]
  return (
    <ChoiceProperty
      name={fieldLabel('status')}
      keys="S"
      value={issue.status.key}
      shown={
        <>
          <StatusIcon category={issue.status.category} isDecorative />
          {issue.status.name}
        </>
      }
      lockedReason={lockedReason}
      options={statuses.map(({key, name, category}) => ({
        id: key,
        text: name,
        before: <StatusIcon category={category} isDecorative />,
        disabledReason: workflow && obstacleTo(workflow, issue.status, key, standing ?? 'none'),
      }))}
      onChange={(key) => {
        const status = statuses.find((one) => one.key === key)
        if (status)
          set(
            {status: key},
            {status: {id: issue.status.id, key, name: status.name, category: status.category}},
          )
      }}
    />
  )
}
