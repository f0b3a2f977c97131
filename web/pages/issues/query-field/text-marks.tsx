import {type RefObject, useEffect, useLayoutEffect, useRef} from 'react'
import {classNames} from '../../../ui/class-names.ts'
import {cutText, type Span} from './cut-text.ts'
import styles from './text-marks.module.css'

export interface TextMarksProps {
  text: string
  errors: readonly Span[]
  unknown: readonly Span[]
  inputRef: RefObject<HTMLInputElement | null>
}

/** Lies behind the text of the field, letter under letter, and underlines parts of it. */
export function TextMarks({text, errors, unknown, inputRef}: TextMarksProps) {
  const layer = useRef<HTMLDivElement>(null)
  const hasMarks = errors.length > 0 || unknown.length > 0
  const follow = () => {
    if (layer.current && inputRef.current) layer.current.scrollLeft = inputRef.current.scrollLeft
  }
  useLayoutEffect(follow)
  useEffect(() => {
    const input = inputRef.current
    input?.addEventListener('scroll', follow)
    return () => input?.removeEventListener('scroll', follow)
  })
  if (!hasMarks) return null
  return (
    <div ref={layer} className={styles.layer} aria-hidden data-testid="text-marks">
      {cutText(text, errors, unknown).map(({start, end, mark}) => (
        <span key={start} className={classNames(mark && styles[mark])}>
          {text.slice(start, end) || ' '}
        </span>
      ))}
    </div>
  )
}
