import {useNow} from '../hooks/use-now.ts'
import {m} from '../paraglide/messages.js'
import {getLocale} from '../paraglide/runtime.js'
import {type Age, ageOf, fullDate, relativeText} from './relative-time-text.ts'

export interface RelativeTimeProps {
  /** ISO 8601 */
  at: string
  /** words: "5 minutes ago"; age: "5m", for a column */
  form?: 'words' | 'age'
  className?: string | undefined
}

/** Relative up to a week, with the date in the tooltip; goes on by itself. */
export function RelativeTime({at, form = 'words', className}: RelativeTimeProps) {
  const now = useNow()
  const locale = getLocale()
  const time = Date.parse(at)
  if (Number.isNaN(time)) return null
  return (
    <time dateTime={at} title={fullDate(time, locale)} className={className}>
      {form === 'age' ? ageText(ageOf(time, now)) : relativeText(time, now, locale)}
    </time>
  )
}

function ageText(age: Age): string {
  return age.unit === 'now' ? m.age_now() : ages[age.unit]({count: age.count})
}

const ages = {
  minutes: m.age_minutes,
  hours: m.age_hours,
  days: m.age_days,
  months: m.age_months,
  years: m.age_years,
}
