import type {TextPlace} from '../../query/ast.ts'

/** What is looked for in the texts of issues. */
export type TextQuery =
  | {
      readonly kind: 'words'
      /** As written: words, an identifier, a path, a phrase. Several words must all be there. */
      readonly text: string
      /** The words stand side by side, in this order. */
      readonly isPhrase: boolean
      /** The last word is still being typed: its beginning is enough. */
      readonly isUnfinished: boolean
      /** Where they may stand; null: anywhere. */
      readonly places: readonly TextPlace[] | null
    }
  | {readonly kind: 'and' | 'or'; readonly parts: readonly TextQuery[]}
  | {readonly kind: 'not'; readonly part: TextQuery}
