/** A file without text that could be had, and why. */
export class Unreadable extends Error {
  readonly state: 'failed' | 'unsupported' | 'tooLarge'

  constructor(state: Unreadable['state'], reason: string) {
    super(reason)
    this.state = state
  }
}
