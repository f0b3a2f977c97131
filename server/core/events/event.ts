/** A field's old and new value, as it is shown in the history. Texts are kept whole, so that one can be restored. */
export interface Change {
  readonly from: unknown
  readonly to: unknown
}
export type Changes = Readonly<Record<string, Change>>

type IssueEvent =
  | {kind: 'issue.created'; title: string; type: string}
  | {kind: 'issue.changed'; changes: Changes}
  | {kind: 'issue.moved'; from: string; to: string; fromProjectId: number; changes: Changes}
  | {kind: 'issue.deleted'}
  | {kind: 'issue.restored'}
  | {kind: 'relation.added' | 'relation.removed'; relationId: number; relation: string; otherIssueId: number}
  | {kind: 'watcher.added' | 'watcher.removed'; personId: number}
  | {kind: 'vote.added' | 'vote.removed'}
  | {kind: 'attachment.added' | 'attachment.removed'; attachmentId: number; name: string; size: number}

type CommentEvent =
  | {kind: 'comment.added'}
  | {kind: 'comment.changed'; changes: Changes}
  // Without the text: it stays in the comment's row, for who moderates.
  | {kind: 'comment.removed'}

type ProjectEvent =
  | {kind: 'project.created'; key: string}
  | {kind: 'project.changed'; changes: Changes}
  | {kind: 'project.keyRenamed'; from: string; to: string}
  | {kind: 'project.archived' | 'project.unarchived'}
  | {
      kind:
        | 'component.created'
        | 'component.changed'
        | 'component.archived'
        | 'component.unarchived'
        | 'component.deleted'
      componentId: number
      name: string
      changes?: Changes
    }
  | {
      kind:
        | 'version.created'
        | 'version.changed'
        | 'version.archived'
        | 'version.unarchived'
        | 'version.deleted'
      versionId: number
      name: string
      changes?: Changes
    }
  | {
      kind: 'milestone.created' | 'milestone.changed' | 'milestone.deleted'
      milestoneId: number
      name: string
      changes?: Changes
    }
  | {
      kind: 'cycle.created' | 'cycle.changed' | 'cycle.deleted'
      cycleId: number
      name: string
      changes?: Changes
    }
  | {
      kind: 'label.created' | 'label.changed' | 'label.deleted'
      labelId: number
      name: string
      changes?: Changes
    }

/** `personalOf`: whose the view is while nobody else sees it. */
type ViewEvent =
  | {
      kind: 'view.created' | 'view.changed' | 'view.deleted'
      viewId: number
      name: string
      personalOf: number | null
      changes?: Changes
    }
  | {kind: 'view.ordered'; viewIds: readonly number[]; personalOf: number | null}

/** What only administrators read: who signed in, who may do what, what was destroyed. */
type AuditEvent =
  | {kind: 'account.created'; personId: number; email: string; isAdmin: boolean}
  | {kind: 'account.changed'; personId: number; changes: Changes}
  | {kind: 'account.disabled' | 'account.enabled' | 'account.unlocked'; personId: number}
  | {kind: 'account.linkSent'; personId: number; purpose: string}
  | {kind: 'account.signedIn'; personId: number; method: string; address: string | null}
  | {
      kind: 'account.signInFailed'
      personId: number | null
      method: string
      address: string | null
      reason: string
    }
  | {kind: 'account.signedOut'; personId: number; everywhere: boolean}
  | {kind: 'account.credentialChanged'; personId: number; credential: string; change: string}
  | {kind: 'account.locked'; personId: number; until: string}
  | {
      kind: 'apiKey.created' | 'apiKey.revoked'
      apiKeyId: number
      personId: number
      name: string
      scope: string
    }
  | {
      kind: 'invitation.created' | 'invitation.revoked' | 'invitation.accepted'
      invitationId: number
      role: string | null
      isAdmin: boolean
    }
  | {kind: 'person.created' | 'person.archived' | 'person.unarchived'; personId: number; name: string}
  | {kind: 'person.changed'; personId: number; changes: Changes}
  | {
      kind: 'company.created' | 'company.changed' | 'company.deleted'
      companyId: number
      name: string
      changes?: Changes
    }
  | {kind: 'member.added' | 'member.removed'; personId: number; role: string}
  | {kind: 'member.changed'; personId: number; changes: Changes}
  | {kind: 'setting.changed'; changes: Changes}
  | {
      kind: 'field.created' | 'field.changed' | 'field.archived' | 'field.unarchived' | 'field.deleted'
      fieldId: number
      key: string
      name: string
      changes?: Changes
      /** New names of choices by old ones; the issues followed, without events of their own. */
      renamedChoices?: Readonly<Record<string, string>>
    }
  | {kind: 'issue.purged'; key: string; title: string}
  | {
      kind: 'import.finished' | 'backup.finished' | 'restore.finished'
      detail: Readonly<Record<string, unknown>>
    }

/** Everything that can happen, in one place. */
export type Event = IssueEvent | CommentEvent | ProjectEvent | ViewEvent | AuditEvent
export type EventKind = Event['kind']

/** Where an event belongs, which also decides who may read it. */
export interface EventScope {
  readonly projectId?: number | null
  readonly issueId?: number | null
  readonly commentId?: number | null
  /** About an internal note: read by the team only. */
  readonly isInternal?: boolean
}

const auditKinds =
  /^(account|apiKey|invitation|person|company|member|setting|field|import|backup|restore)\.|^issue\.(purged|deleted)$|^project\.(archived|unarchived|keyRenamed|changed)$/

export function isAudit(kind: EventKind): boolean {
  return auditKinds.test(kind)
}
