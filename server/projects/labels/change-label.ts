import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {changesBetween, withGiven} from '../changes-between.ts'
import {assertLabelFree} from './assert-label-free.ts'
import {openLabels} from './open-labels.ts'
import {getLabel, viewLabel} from './queries.ts'
import {renameOnIssues} from './relabel-issues.ts'
import type {ChangeLabel, LabelView} from './schemas.ts'

/** Changes a label. A new name reaches every issue that has it; the label's own event tells so, once. */
export function changeLabel(ctx: Context, id: number, input: ChangeLabel): Promise<LabelView> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getLabel(tx, ctx.actor, id)
    await openLabels(tx, ctx, projectId)
    const label = await getLabel(tx, ctx.actor, id)
    const {name, color, description} = label
    const before = {name, color, description}
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return viewLabel(label)

    if ('name' in changes) {
      await assertLabelFree(tx, projectId, after.name, id)
      await renameOnIssues(tx, label, after.name)
    }
    await tx.updateTable('label').set(after).where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'label.changed', labelId: id, name: after.name, changes}, {projectId})
    return viewLabel({...label, ...after})
  })
}
