import type {Context} from '../../core/context.ts'
import type {Changes, Event} from '../../core/events/event.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertAssignable} from '../assignable-people.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {changesBetween, withGiven} from '../changes-between.ts'
import {getComponent, viewComponent, type ComponentRecord} from './queries.ts'
import type {ChangeComponent, ComponentView} from './schemas.ts'

/** Changes a component, archives it, or brings it back. What is so already is told to nobody. */
export function changeComponent(ctx: Context, id: number, input: ChangeComponent): Promise<ComponentView> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getComponent(tx, ctx.actor, id)
    const project = await openCatalogue(tx, ctx, projectId)
    const component = await getComponent(tx, ctx.actor, id)
    const before = fieldsOf(component)
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return viewComponent(ctx.actor, component)

    if ('name' in changes) await assertNameFree(tx, 'component', projectId, after.name, id)
    if ('assigneeId' in changes) await assertAssignable(tx, project, after.assigneeId, '/assigneeId')
    await tx
      .updateTable('component')
      .set({
        name: after.name,
        description: after.description,
        assignee_id: after.assigneeId,
        archived_at: after.isArchived ? (component.archived_at ?? ctx.now()) : null,
      })
      .where('id', '=', id)
      .execute()
    for (const event of eventsOf(id, after.name, changes)) await recordEvent(tx, ctx, event, {projectId})
    return viewComponent(ctx.actor, await getComponent(tx, ctx.actor, id))
  })
}

function fieldsOf({name, description, assignee_id, archived_at}: ComponentRecord) {
  return {name, description, assigneeId: assignee_id, isArchived: archived_at !== null}
}

function eventsOf(componentId: number, name: string, {isArchived, ...changes}: Changes): Event[] {
  const events: Event[] = []
  if (Object.keys(changes).length > 0) events.push({kind: 'component.changed', componentId, name, changes})
  if (isArchived !== undefined)
    events.push({
      kind: isArchived.to === true ? 'component.archived' : 'component.unarchived',
      componentId,
      name,
    })
  return events
}
