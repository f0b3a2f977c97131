import {AppError} from '../core/errors.ts'
import type {View} from './schemas.ts'

/** @throws AppError `stale` with the current state */
export function assertFresh(view: View, ifMatch: number | null): void {
  if (ifMatch === null || ifMatch === view.version) return
  throw new AppError('stale', `The view "${view.name}" was changed in the meantime`, {extra: {current: view}})
}
