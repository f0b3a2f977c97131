import {z} from 'zod'
import type {Db} from '../../core/database/database.ts'
import {roles, type Role} from '../../core/roles.ts'
import {personRefSchema, timeSchema} from '../../issues/schemas.ts'

export const invitationSchema = z
  .object({
    id: z.int(),
    email: z.string().nullable(),
    kind: z.enum(['human', 'contact']),
    isAdmin: z.boolean(),
    project: z.object({key: z.string(), name: z.string()}).nullable(),
    role: z.enum(roles).nullable(),
    invitedBy: personRefSchema.nullable(),
    createdAt: timeSchema,
    expiresAt: timeSchema,
  })
  .meta({id: 'Invitation'})
export type InvitationView = z.infer<typeof invitationSchema>

export interface InvitationRecord {
  id: number
  email: string | null
  kind: 'human' | 'contact'
  is_admin: boolean
  project_id: number | null
  role: Role | null
  invited_by: number | null
  created_at: Date
  expires_at: Date
  projectKey: string | null
  projectName: string | null
  inviterName: string | null
}

/** Invitations that still hold. */
export function openInvitations(db: Db, now: Date) {
  return db
    .selectFrom('invitation')
    .leftJoin('project', 'project.id', 'invitation.project_id')
    .leftJoin('person as inviter', 'inviter.id', 'invitation.invited_by')
    .select([
      'invitation.id',
      'invitation.email',
      'invitation.kind',
      'invitation.is_admin',
      'invitation.project_id',
      'invitation.role',
      'invitation.invited_by',
      'invitation.created_at',
      'invitation.expires_at',
      'project.key as projectKey',
      'project.name as projectName',
      'inviter.name as inviterName',
    ])
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.revoked_at', 'is', null)
    .where('invitation.expires_at', '>', now)
}

export function viewInvitation(row: InvitationRecord): InvitationView {
  return {
    id: row.id,
    email: row.email,
    kind: row.kind,
    isAdmin: row.is_admin,
    project:
      row.projectKey === null || row.projectName === null
        ? null
        : {key: row.projectKey, name: row.projectName},
    role: row.role,
    invitedBy:
      row.invited_by === null || row.inviterName === null
        ? null
        : {id: row.invited_by, name: row.inviterName},
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}
