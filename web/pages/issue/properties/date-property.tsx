import {CalendarX2} from 'lucide-react'
import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Popover} from '../../../ui/popover.tsx'
import {PropertyRow} from '../../../ui/property-row.tsx'
import {TextField} from '../../../ui/text-field.tsx'
import {dayText} from '../activity/value-text.ts'
import {fieldLabel} from '../field-names.ts'
import styles from './properties.module.css'
import {PropertyTrigger} from './property-trigger.tsx'
import type {PropertyProps} from './use-set-issue.ts'

export function DateProperty({
  issue,
  set,
  lockedReason,
  field,
}: PropertyProps & {field: 'startOn' | 'dueOn'}) {
  const name = fieldLabel(field)
  const day = issue[field]
  const isLate = field === 'dueOn' && day !== null && issue.resolvedAt === null && day < today()
  const shown =
    day === null ? (
      <span className="subtle">{m.issue_none()}</span>
    ) : (
      <span className={isLate ? styles.late : undefined}>{dayText(day)}</span>
    )
  if (lockedReason !== undefined)
    return (
      <PropertyRow name={name} lockedReason={lockedReason}>
        {shown}
      </PropertyRow>
    )
  const change = (next: string | null) => set({[field]: next}, {[field]: next})
  return (
    <PropertyRow name={name}>
      <Popover label={name} trigger={<PropertyTrigger name={name}>{shown}</PropertyTrigger>}>
        {(close) => (
          <DateForm
            name={name}
            day={day}
            onChange={(next) => {
              if (next !== day) change(next)
              close()
            }}
          />
        )}
      </Popover>
    </PropertyRow>
  )
}

interface DateFormProps {
  name: string
  day: string | null
  onChange: (day: string | null) => void
}

export function DateForm({name, day, onChange}: DateFormProps) {
  const [text, setText] = useState(day ?? '')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        onChange(text === '' ? null : text)
      }}
    >
      {/* Opened to type in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField label={name} type="date" value={text} onChange={setText} autoFocus />
      <div className="line">
        {day !== null && (
          <Button variant="ghost" icon={CalendarX2} onPress={() => onChange(null)}>
            {m.issue_date_clear()}
          </Button>
        )}
        <span className="grow" />
        <Button variant="primary" type="submit">
          {m.issue_set()}
        </Button>
      </div>
    </form>
  )
}

function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
