import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Popover} from '../../../ui/popover.tsx'
import {PropertyRow} from '../../../ui/property-row.tsx'
import {TextField} from '../../../ui/text-field.tsx'
import {estimateText, readEstimate} from '../estimate.ts'
import {fieldLabel} from '../field-names.ts'
import styles from './properties.module.css'
import {PropertyTrigger} from './property-trigger.tsx'
import type {PropertyProps} from './use-set-issue.ts'

export function EstimateProperty({issue, set, lockedReason}: PropertyProps) {
  const name = fieldLabel('estimateMinutes')
  const {estimateMinutes: minutes} = issue
  const text = minutes === null ? m.issue_none() : estimateText(minutes)
  const shown = <span className={minutes === null ? 'subtle' : 'num'}>{text}</span>
  if (lockedReason !== undefined)
    return (
      <PropertyRow name={name} lockedReason={lockedReason}>
        {shown}
      </PropertyRow>
    )
  return (
    <PropertyRow name={name}>
      <Popover label={name} trigger={<PropertyTrigger name={name}>{shown}</PropertyTrigger>}>
        {(close) => (
          <EstimateForm
            name={name}
            minutes={minutes}
            onChange={(next) => {
              if (next !== minutes) set({estimateMinutes: next}, {estimateMinutes: next})
              close()
            }}
          />
        )}
      </Popover>
    </PropertyRow>
  )
}

interface EstimateFormProps {
  name: string
  minutes: number | null
  onChange: (minutes: number | null) => void
}

export function EstimateForm({name, minutes, onChange}: EstimateFormProps) {
  const [text, setText] = useState(minutes === null ? '' : estimateText(minutes))
  const [isWrong, setIsWrong] = useState(false)
  const save = () => {
    const read = text.trim() === '' ? null : readEstimate(text)
    if (read === null && text.trim() !== '') setIsWrong(true)
    else onChange(read)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextField
        label={name}
        value={text}
        onChange={(next) => {
          setText(next)
          setIsWrong(false)
        }}
        help={m.issue_estimate_help()}
        {...(isWrong && {error: m.issue_estimate_wrong()})}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened to type in it
        autoFocus
      />
      <div className="line">
        <span className="grow" />
        <Button variant="primary" type="submit">
          {m.issue_set()}
        </Button>
      </div>
    </form>
  )
}
