import {CircleAlert, CircleQuestionMark} from 'lucide-react'
import type {QueryError, UnknownName} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {classNames} from '../../../ui/class-names.ts'
import {Icon} from '../../../ui/icon.tsx'
import {sayError} from './say-error.ts'
import {sayUnknown} from './say-unknown.ts'
import styles from './query-problems.module.css'

export interface QueryProblemsProps {
  text: string
  errors: readonly QueryError[]
  unknown: readonly UnknownName[]
  /** With the text as it is proposed */
  onReplace: (text: string) => void
}

/** More than these say no more. */
const mostShown = 3

/** Under the filter, what cannot be read of it and what leads nowhere, each with what was probably meant. */
export function QueryProblems({text, errors, unknown, onReplace}: QueryProblemsProps) {
  const replace = ({start, end}: {start: number; end: number}, by: string) =>
    onReplace(text.slice(0, start) + by + text.slice(end))
  return (
    <>
      {errors.slice(0, mostShown).map((error) => (
        <p key={`${error.start} ${error.code}`} className={classNames(styles.line, styles.wrong)}>
          <Icon icon={CircleAlert} size="s" />
          <span className={styles.words}>{sayError(error, text)}</span>
          {error.suggestion !== null && (
            <Button className={styles.button} onPress={() => replace(error, error.suggestion ?? '')}>
              {m.query_write({text: error.suggestion})}
            </Button>
          )}
        </p>
      ))}
      {unknown.slice(0, mostShown).map((name) => (
        <p key={name.start} className={styles.line}>
          <Icon icon={CircleQuestionMark} size="s" />
          <span className={styles.words}>{sayUnknown(name)}</span>
          {name.nearest !== null && (
            <Button className={styles.button} onPress={() => replace(name, name.nearest?.text ?? '')}>
              {m.query_write({text: name.nearest.text})}
            </Button>
          )}
        </p>
      ))}
    </>
  )
}
