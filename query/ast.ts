import type {SortField} from './sort-fields.ts'

/** Where something stands in the text that was parsed, in UTF-16 units; `end` is the unit after it. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A parsed query. `where` is null when everything is asked for. */
export interface Query {
  readonly where: Condition | null
  /** What comes first decides first. */
  readonly sort: readonly Sort[]
}

export interface Sort {
  readonly field: SortField
  readonly descending: boolean
  readonly span: Span
}

export type Condition = Junction | Not | FieldCondition | WordsCondition | TextCondition | PlaceCondition

/** "and" and "or" of two or more; an "and" holds no "and", an "or" no "or". */
export interface Junction {
  readonly kind: 'and' | 'or'
  readonly parts: readonly Condition[]
  readonly span: Span
}

export interface Not {
  readonly kind: 'not'
  readonly part: Condition
  readonly span: Span
}

/** `label:bug,crash`: one of the matches holds. With `change`: what the field once was, became, or who changed it. */
export interface FieldCondition {
  readonly kind: 'field'
  /** The name in `fields`, or the key of a custom field. */
  readonly field: string
  readonly isCustom: boolean
  readonly change: 'was' | 'changed' | 'from' | 'to' | 'by' | null
  readonly matches: readonly Match[]
  readonly span: Span
}

/** `is:open`, `has:assignee,label`, `no:milestone`: one of the words holds. */
export interface WordsCondition {
  readonly kind: 'is' | 'has' | 'no'
  /** Names in `states` after `is:`, in `presences` (or keys of custom fields) after `has:` and `no:`. */
  readonly words: readonly {readonly word: string; readonly span: Span}[]
  readonly span: Span
}

/** Words to be found in the texts. */
export interface TextCondition {
  readonly kind: 'text'
  readonly text: string
  /** The words stand side by side, in this order. */
  readonly isPhrase: boolean
  readonly span: Span
}

/** `in:title,comments`: where the words of the same "and", and of what it holds, are looked for. */
export interface PlaceCondition {
  readonly kind: 'in'
  readonly places: readonly TextPlace[]
  readonly span: Span
}

export const textPlaces = ['title', 'body', 'comments', 'attachments'] as const
export type TextPlace = (typeof textPlaces)[number]

export type Comparison = '=' | '>' | '>=' | '<' | '<=' | '~'

/** One alternative of a field: `>=high`, `~crash`, `2026-01-01..2026-02-01`, `@me`. */
export interface Match {
  readonly comparison: Comparison
  readonly value: Value
  /** The last value of a range, which belongs to it. Only with `=`. */
  readonly to: Value | null
  readonly span: Span
}

export type Value =
  | {readonly kind: 'word'; readonly text: string; readonly isQuoted: boolean}
  /** `@me` */
  | {readonly kind: 'me'}
  /** `@today-2w` */
  | {readonly kind: 'today'; readonly offset: number; readonly unit: 'd' | 'w' | 'm' | 'y'}
  /** `@current`, `@next`, `@previous`: of cycles and milestones */
  | {readonly kind: 'current' | 'next' | 'previous'}
  /** `*`: whatever it is, and as an end of a range without end */
  | {readonly kind: 'any'}
