import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertLabelFree} from './assert-label-free.ts'
import {openLabels} from './open-labels.ts'
import {viewLabel} from './queries.ts'
import type {CreateLabel, LabelView} from './schemas.ts'

/** Makes a label of a project, or (null) of all projects. */
export function createLabel(ctx: Context, key: string | null, input: CreateLabel): Promise<LabelView> {
  return transact(ctx, async ({tx}) => {
    const projectId = await openLabels(tx, ctx, key)
    await assertLabelFree(tx, projectId, input.name)
    // Filing an issue may make the same label at the same time.
    const label = await tx
      .insertInto('label')
      .values({
        project_id: projectId,
        name: input.name,
        color: input.color ?? null,
        description: input.description ?? '',
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (label === undefined)
      throw new AppError('conflict', `There is a label "${input.name}" already`, {pointer: '/name'})
    await recordEvent(tx, ctx, {kind: 'label.created', labelId: label.id, name: label.name}, {projectId})
    return viewLabel(label)
  })
}
