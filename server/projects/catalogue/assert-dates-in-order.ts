import {invalid} from '../../core/errors.ts'

/** @throws AppError `invalid` that points at the later one */
export function assertDatesInOrder(start: string | null, end: string | null, endPointer: string): void {
  if (start !== null && end !== null && start > end)
    throw invalid(endPointer, `Ends on ${end}, before the start on ${start}`)
}
