/** How far a backup or a restore has come. */
export interface CopyProgress {
  readonly phase: 'verify' | 'rows' | 'files' | 'finish'
  readonly done: number
  readonly total: number
}

export type OnProgress = (progress: CopyProgress) => void
