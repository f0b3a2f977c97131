import {hasScope, standingIn, type Actor} from './actor.ts'
import {AppError} from './errors.ts'
import {isAtLeast, type Standing} from './roles.ts'

interface Rule {
  /** What it allows, in words, for docs/permissions.md and for refusals: "You may not …". */
  readonly says: string
  /** The weakest standing in the project that has it; an administrator has all. */
  readonly least: Exclude<Standing, 'none'> | 'administrator'
  /** Who has it besides, by what they are to this one thing. */
  readonly also?: 'reporter of the issue' | 'author' | 'own issue of a contact'
}

/** Who may do what: the one table. docs/permissions.md and the tests of every door are generated from it. */
export const rights = {
  'project.view': {says: 'see the project', least: 'guest'},
  'project.viewPeople': {says: 'see who works in a project', least: 'viewer'},
  'issue.viewPublic': {
    says: 'see public issues, their public comments and their files',
    least: 'guest',
    also: 'own issue of a contact',
  },
  'issue.viewProject': {
    says: 'see issues of visibility project',
    least: 'viewer',
    also: 'own issue of a contact',
  },
  'issue.viewPrivate': {says: 'see private issues', least: 'maintainer', also: 'reporter of the issue'},
  'issue.watch': {says: 'watch issues', least: 'viewer', also: 'own issue of a contact'},
  'issue.vote': {says: 'vote for issues', least: 'viewer', also: 'own issue of a contact'},
  'issue.create': {says: 'create issues', least: 'reporter'},
  'comment.add': {says: 'comment in public', least: 'reporter', also: 'own issue of a contact'},
  'comment.changeOwn': {
    says: 'change and remove your own comments',
    least: 'reporter',
    also: 'own issue of a contact',
  },
  'attachment.add': {says: 'attach files', least: 'reporter', also: 'own issue of a contact'},
  'attachment.removeOwn': {
    says: 'remove files that you attached',
    least: 'reporter',
    also: 'own issue of a contact',
  },
  'issue.changeText': {says: 'change the texts of an issue', least: 'member', also: 'reporter of the issue'},
  'issue.change': {says: 'change the fields of issues', least: 'member'},
  'comment.viewInternal': {says: 'read internal notes', least: 'member'},
  'comment.addInternal': {says: 'write internal notes', least: 'member'},
  'relation.change': {says: 'relate issues', least: 'member'},
  'watcher.changeOthers': {says: 'make others watch an issue', least: 'member'},
  'issue.move': {says: 'move issues to another project', least: 'member'},
  'label.change': {says: 'make labels of a project', least: 'member'},
  'view.share': {says: 'share views in a project and change shared ones', least: 'member'},
  'comment.moderate': {says: 'change and remove the comments of others', least: 'maintainer'},
  'attachment.moderate': {says: 'remove the files of others', least: 'maintainer'},
  'issue.delete': {says: 'put issues into the bin and take them out', least: 'maintainer'},
  'project.change': {says: 'change a project', least: 'maintainer'},
  'project.archive': {says: 'archive a project and bring it back', least: 'maintainer'},
  'project.catalogue': {says: 'change components, versions, milestones and cycles', least: 'maintainer'},
  'project.members': {says: 'give and take roles in a project', least: 'maintainer'},
  'project.create': {says: 'create projects', least: 'administrator'},
  'project.renameKey': {says: 'rename the key of a project', least: 'administrator'},
  'label.changeGlobal': {says: 'make labels of all projects', least: 'administrator'},
  'view.shareGlobal': {says: 'share views in all projects', least: 'administrator'},
  'field.change': {says: 'make and change the fields of this workspace', least: 'administrator'},
  'people.manage': {says: 'invite people and change their accounts', least: 'administrator'},
  'audit.read': {says: 'read the audit log', least: 'administrator'},
} as const satisfies Record<string, Rule>

export type Right = keyof typeof rights

/** Whether a standing alone gives the right; what somebody is to one issue may give it besides. */
export function standingGives(right: Right, standing: Standing): boolean {
  const {least} = rights[right]
  return least !== 'administrator' && isAtLeast(standing, least)
}

export function may(actor: Actor, right: Right, projectId: number | null): boolean {
  if (actor.isAdmin) return rights[right].least !== 'administrator' || hasScope(actor, 'admin')
  return projectId !== null && standingGives(right, standingIn(actor, projectId))
}

/** @throws AppError `forbidden`; only for things the actor may see, for others say `notFound` */
export function assertMay(actor: Actor, right: Right, projectId: number | null): void {
  if (!may(actor, right, projectId)) throw refusal(actor, right)
}

export function refusal(actor: Actor, right: Right): AppError {
  return new AppError(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', refusalText(actor, right))
}

/** Why not, and what would help. */
export function refusalText(actor: Actor, right: Right): string {
  if (actor.kind === 'anonymous') return `Sign in to ${rights[right].says}`
  return `You may not ${rights[right].says}: ${whoMay(right)}`
}

export function whoMay(right: Right): string {
  const {least} = rights[right]
  return least === 'administrator'
    ? 'only an administrator may'
    : `it takes the role ${least} in this project`
}
