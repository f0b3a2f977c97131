import {z} from 'zod'
import {scopes} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {hashToken} from '../../core/http/authenticate.ts'
import {standings} from '../../core/roles.ts'
import {personKinds} from '../schemas.ts'
import {hasAnyAccount} from './first-administrator.ts'

export const signInMethods = ['password', 'passkey', 'magicLink'] as const

export const sessionSchema = z
  .object({
    person: z
      .object({
        id: z.int(),
        name: z.string(),
        email: z.string().nullable(),
        login: z.string().nullable(),
        kind: z.enum(personKinds),
      })
      .nullable()
      .meta({description: 'Null for visitors'}),
    isAdmin: z.boolean(),
    scope: z.enum(scopes),
    locale: z.string().nullable(),
    standings: z.array(z.object({project: z.string(), standing: z.enum(standings)})),
    needsFirstAdministrator: z.boolean(),
    canMail: z.boolean(),
    methods: z.array(z.enum(signInMethods)),
  })
  .meta({id: 'Session'})
export type SessionView = z.infer<typeof sessionSchema>

/** Who the reader is, what they are in each project they see, and how one can sign in here. */
export async function viewSession({db, actor, services}: Context): Promise<SessionView> {
  const {isConfigured: canMail} = services.mailer
  const person = actor.personId === null ? undefined : await findPerson(db, actor.personId)
  return {
    person: person ?? null,
    isAdmin: actor.isAdmin,
    scope: actor.scope,
    locale: person === undefined ? null : await findLocale(db, person.id),
    standings: await viewStandings(db, actor),
    needsFirstAdministrator: person === undefined && !(await hasAnyAccount(db)),
    canMail,
    methods: signInMethods.filter((method) => method !== 'magicLink' || canMail),
  }
}

/** The same for who has just signed in, whose request came without the session. */
export async function viewNewSession(ctx: Context, token: string): Promise<SessionView> {
  const actor = await ctx.services.actors.findActor(ctx.db, {kind: 'session', hash: hashToken(token)})
  return viewSession(actor === undefined ? ctx : {...ctx, actor})
}

function findPerson(db: Context['db'], id: number) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'login', 'kind'])
    .where('id', '=', id)
    .executeTakeFirst()
}

async function findLocale(db: Context['db'], personId: number): Promise<string | null> {
  const account = await db
    .selectFrom('account')
    .select('locale')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return account?.locale ?? null
}

async function viewStandings(db: Context['db'], actor: Context['actor']): Promise<SessionView['standings']> {
  if (actor.standings.size === 0) return []
  const projects = await db
    .selectFrom('project')
    .select(['id', 'key'])
    .where('id', 'in', [...actor.standings.keys()])
    .orderBy('key')
    .execute()
  return projects.map(({id, key}) => ({project: key, standing: actor.standings.get(id) ?? 'none'}))
}
