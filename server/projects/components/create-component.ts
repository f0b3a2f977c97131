import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertAssignable} from '../assignable-people.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getComponent, viewComponent} from './queries.ts'
import type {ComponentView, CreateComponent} from './schemas.ts'

/** Makes a component of a project. Its assignee gets what is reported there. */
export function createComponent(ctx: Context, key: string, input: CreateComponent): Promise<ComponentView> {
  return transact(ctx, async ({tx}) => {
    const project = await openCatalogue(tx, ctx, key)
    await assertNameFree(tx, 'component', project.id, input.name)
    await assertAssignable(tx, project, input.assigneeId, '/assigneeId')

    const {id} = await tx
      .insertInto('component')
      .values({
        project_id: project.id,
        name: input.name,
        description: input.description ?? '',
        assignee_id: input.assigneeId ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'component.created', componentId: id, name: input.name},
      {projectId: project.id},
    )
    return viewComponent(ctx.actor, await getComponent(tx, ctx.actor, id))
  })
}
