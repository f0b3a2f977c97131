import {lazy, type ReactNode, type RefObject, Suspense, useId, useRef, useState} from 'react'
import type {CheckedQuery} from '../../../api/types.ts'
import {FilterField} from '../../../ui/filter-field.tsx'
import type {AssistHandle} from './query-assist.tsx'
import styles from './query-field.module.css'

const QueryAssist = lazy(async () => ({default: (await import('./query-assist.tsx')).QueryAssist}))
const QueryProblems = lazy(async () => ({default: (await import('./query-problems.tsx')).QueryProblems}))

export interface QueryFieldProps {
  text: string
  onText: (text: string) => void
  onSubmit: () => void
  /** The field is left */
  onLeave: () => void
  /** What is wrong with this very text, once that may be said */
  wrong: CheckedQuery
  /** What the text is narrowed by besides, such as `project:WEB` */
  within: string
  inputRef: RefObject<HTMLInputElement | null>
  /** Where the field stands; it is followed by what is wrong */
  children: (field: ReactNode) => ReactNode
}

/** What had happened in the field when the rest of it was asked for. */
export interface Wanted {
  readonly text: string
  readonly isPressed: boolean
}

/** The list of what can stand at the cursor, as the field has to know of it. */
export interface OpenList {
  readonly id: string
  readonly activeId: string | undefined
  /** Where the cursor stands */
  readonly at: number
}

/** The filter of a list in the query language. All but the plain field is loaded when somebody turns to it. */
export function QueryField(props: QueryFieldProps) {
  const {text, onText, onSubmit, onLeave, wrong, within, inputRef, children} = props
  const [wanted, setWanted] = useState<Wanted>()
  const want = () => setWanted(wanted ?? {text, isPressed: false})
  const press = () => {
    if (assist.current === null) setWanted({text, isPressed: true})
    else assist.current.onPress()
  }
  const [list, setList] = useState<OpenList | null>(null)
  const assist = useRef<AssistHandle>(null)
  const problemsId = useId()

  // Where the list offers what is right, nobody has to be told what is wrong.
  const isMendable = ({start, end}: {start: number; end: number}) =>
    list !== null && start <= list.at && list.at <= end
  const errors = wrong.errors.filter((error) => !isMendable(error))
  const unknown = wrong.unknown.filter((name) => !isMendable(name))
  const hasProblems = errors.length > 0 || unknown.length > 0
  return (
    <>
      {children(
        <FilterField
          value={text}
          onChange={(typed) => {
            onText(typed)
            assist.current?.onType(typed)
          }}
          onSubmit={() => {
            if (assist.current === null) setWanted({text, isPressed: false})
            onSubmit()
          }}
          inputRef={inputRef}
          inputProps={{
            role: 'combobox',
            'aria-autocomplete': 'list',
            'aria-expanded': list !== null,
            'aria-controls': list?.id,
            'aria-activedescendant': list?.activeId,
            'aria-invalid': errors.length > 0,
            'aria-describedby': hasProblems ? problemsId : undefined,
            onPointerEnter: want,
            onFocus: want,
            onClick: press,
            onBlur: () => {
              assist.current?.onLeave()
              onLeave()
            },
            onKeyDown: (event) => assist.current?.onKeyDown(event),
            onKeyUp: (event) => assist.current?.onKeyUp(event),
          }}
        >
          {(wanted !== undefined || hasProblems) && (
            <Suspense fallback={null}>
              <QueryAssist
                ref={assist}
                text={text}
                wanted={wanted}
                onText={onText}
                within={within}
                inputRef={inputRef}
                errors={errors}
                unknown={unknown}
                onList={setList}
              />
            </Suspense>
          )}
        </FilterField>,
      )}
      <output id={problemsId} className={styles.problems}>
        {hasProblems && (
          <Suspense fallback={null}>
            <QueryProblems
              text={text}
              errors={errors}
              unknown={unknown}
              onReplace={(next) => {
                onText(next)
                inputRef.current?.focus()
              }}
            />
          </Suspense>
        )}
      </output>
    </>
  )
}
