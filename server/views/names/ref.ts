import type {Span} from '../../../query/ast.ts'

/** Kinds of things that have names which a query can say. */
export const thingKinds = [
  'project',
  'type',
  'status',
  'label',
  'component',
  'version',
  'milestone',
  'cycle',
  'person',
  'company',
  'field',
  'issue',
] as const
export type ThingKind = (typeof thingKinds)[number]

/** Which of its names a thing is called by. */
export type NameForm = 'name' | 'key' | 'login' | 'email'

/** What a name in the text of a saved query meant when it was saved. Stored as it is. */
export interface Ref extends Span {
  readonly kind: ThingKind
  readonly form: NameForm
  /** More than one where several things had the name, such as labels of different projects. */
  readonly ids: readonly number[]
  /** Where the things lay, so that the name of one that is gone is told only to who saw it there. */
  readonly projectIds: readonly number[]
  /** Of a custom field whose choice the text is: what the choice is called now. */
  readonly choice?: string
  /** Of a custom field that is asked for: the condition it is asked for in, which goes without its name. */
  readonly condition?: Span & {readonly isTrueWithout: boolean}
}
