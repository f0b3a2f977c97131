/** Something that can stand at the cursor. */
export interface Item {
  /** What is inserted: quoted where it needs to be. */
  readonly text: string
  /** What is shown. */
  readonly label: string
  /** What it finds or does; may be empty. */
  readonly says: string
  readonly kind:
    | 'field'
    | 'key'
    | 'operator'
    | 'change'
    | 'state'
    | 'presence'
    | 'place'
    | 'sort'
    | 'choice'
    | 'date'
    | 'value'
}

/** An item and the words by which it is found, the best first; the first is its name, the others are aliases. */
export interface Candidate {
  readonly item: Item
  readonly names: readonly string[]
  /** Only shown when something that fits it was written. */
  readonly isHidden?: boolean
}
