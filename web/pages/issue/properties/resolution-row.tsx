import {fieldLabel} from '../field-names.ts'
import {type Resolution, resolutionNames} from '../value-names.ts'
import {ChoiceProperty} from './choice-property.tsx'
import type {PropertyProps} from './use-set-issue.ts'

/** How it ended; only an issue that has ended has one. */
export function ResolutionRow({issue, set, lockedReason}: PropertyProps) {
  const {resolution} = issue
  if (resolution === null) return null
  const all = Object.keys(resolutionNames) as Resolution[]
  return (
    <ChoiceProperty
      name={fieldLabel('resolution')}
      value={resolution}
      options={all
        .filter((one) => one !== 'duplicate' || resolution === 'duplicate')
        .map((one) => ({id: one, text: resolutionNames[one]()}))}
      lockedReason={lockedReason}
      onChange={(id) => set({resolution: id as Resolution})}
    />
  )
}
