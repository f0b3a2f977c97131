import {useQuery} from '@tanstack/react-query'
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useState,
} from 'react'
import {type Completed, completedQuery} from '../../../api/queries/query-language.ts'
import type {CompletionItem, QueryError, UnknownName} from '../../../api/types.ts'
import {CompletionList} from './completion-list.tsx'
import {insertItem} from './insert-item.ts'
import type {OpenList, Wanted} from './query-field.tsx'
import {TextMarks} from './text-marks.tsx'

/** Hears of what happens in the field. */
export interface AssistHandle {
  /** First of all: what it makes use of, it prevents. */
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  onKeyUp: (event: KeyboardEvent<HTMLInputElement>) => void
  onType: (text: string) => void
  onPress: () => void
  onLeave: () => void
}

export interface QueryAssistProps {
  ref: Ref<AssistHandle>
  text: string
  /** Undefined: something is wrong with the text, and nobody is in the field */
  wanted: Wanted | undefined
  onText: (text: string) => void
  within: string
  inputRef: RefObject<HTMLInputElement | null>
  errors: readonly QueryError[]
  unknown: readonly UnknownName[]
  onList: (list: OpenList | null) => void
}

/** Where something is completed, and whether it was asked for by a key or came by itself while typing. */
interface Asked {
  readonly text: string
  readonly at: number
  readonly isOnDemand: boolean
}

const none = -1

/** Offers what can stand at the cursor of the filter, and underlines what is wrong in it. */
export function QueryAssist(props: QueryAssistProps) {
  const {ref, text, wanted, onText, within, inputRef, errors, unknown, onList} = props
  const listId = useId()
  const [asked, setAsked] = useState<Asked>()
  const [active, setActive] = useState(none)
  const answer = useQuery({
    ...completedQuery(within, asked?.text ?? '', asked?.at ?? 0),
    enabled: asked !== undefined,
  })
  const completed = answer.data
  const items =
    completed !== undefined && asked !== undefined && isOffered(completed, asked) ? completed.items : []
  const isOpen = items.length > 0
  // What the last list would replace has moved since.
  const isCurrent = !answer.isPlaceholderData && asked?.text === text
  const shown = Math.min(active, items.length - 1)
  const optionId = (index: number) => `${listId}-${index}`
  const activeId = shown === none ? undefined : optionId(shown)

  const at = isOpen ? asked?.at : undefined
  useEffect(() => {
    onList(at === undefined ? null : {id: listId, activeId, at})
  }, [onList, listId, activeId, at])

  const ask = (isOnDemand: boolean, present = text) => {
    const at = inputRef.current?.selectionStart ?? present.length
    setAsked({text: present, at, isOnDemand})
    setActive(none)
  }
  const close = () => setAsked(undefined)
  const accept = (item: CompletionItem) => {
    if (completed === undefined || !isCurrent) return
    const next = insertItem(text, completed.replace, item.text)
    onText(next.text)
    setActive(none)
    setAsked(next.isToGoOn ? {text: next.text, at: next.at, isOnDemand: true} : undefined)
    // The caret follows once the field has the text.
    requestAnimationFrame(() => {
      inputRef.current?.focus()
      inputRef.current?.setSelectionRange(next.at, next.at)
    })
  }
  // What was typed and pressed before this was loaded.
  const start = useEffectEvent(() => {
    if (wanted === undefined || document.activeElement !== inputRef.current) return
    if (text !== wanted.text) ask(false)
    else if (wanted.isPressed && text === '') ask(true)
  })
  useEffect(() => start(), [])

  function handleKey({key, altKey, shiftKey, metaKey, ctrlKey}: KeyboardEvent): boolean {
    if (metaKey || ctrlKey || shiftKey) return false
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (isOpen) setActive(step(shown, key === 'ArrowDown' ? 1 : -1, items.length))
      else ask(true)
      return true
    }
    if (!isOpen || completed === undefined || altKey) {
      // The list that is on its way is not wanted any more.
      if (key === 'Enter') close()
      return false
    }
    if (key === 'Escape') {
      close()
      return true
    }
    const chosen = items[shown]
    const likeliest = chosen ?? (completed.prefix === '' ? undefined : items[0])
    const item = key === 'Enter' ? chosen : key === 'Tab' ? likeliest : undefined
    if (item !== undefined) accept(item)
    // The filter is sent off as it stands.
    else if (key === 'Enter') close()
    return item !== undefined
  }

  useImperativeHandle(ref, () => ({
    onKeyDown(event) {
      if (event.nativeEvent.isComposing) return
      const isDone = handleKey(event)
      if (isDone) event.preventDefault()
    },
    onKeyUp({key}) {
      if (/^(?:ArrowLeft|ArrowRight|Home|End)$/.test(key)) close()
    },
    onType: (typed) => ask(false, typed),
    onPress: () => {
      if (text === '') ask(true)
    },
    onLeave: close,
  }))

  return (
    <>
      <TextMarks text={text} errors={errors} unknown={unknown} inputRef={inputRef} />
      {isOpen && completed !== undefined && (
        <CompletionList
          id={listId}
          items={items}
          active={shown}
          optionId={optionId}
          inputRef={inputRef}
          textBefore={completed.text.slice(0, completed.replace.start)}
          onPick={accept}
        />
      )}
    </>
  )
}

/** A list that says nothing new stays away: all there is where nobody asked, or what stands there already. */
function isOffered(completed: Completed, asked: Asked): boolean {
  const {kind, prefix, items, text, replace} = completed
  if (!isOfSameThing(completed, asked)) return false
  if (kind === 'term' && prefix === '' && !asked.isOnDemand) return false
  const [item, ...others] = items
  return others.length > 0 || (item !== undefined && item.text !== text.slice(replace.start, replace.end))
}

/** While the next list is on its way, the last one is good enough for the same word. */
function isOfSameThing({text, replace: {start}}: Completed, asked: Asked): boolean {
  return (
    asked.text.slice(0, start) === text.slice(0, start) && !/[\s:,]/.test(asked.text.slice(start, asked.at))
  )
}

/** One on or back, through "none" at either end. */
function step(from: number, by: 1 | -1, count: number): number {
  const to = from + by
  return to >= count ? none : to < none ? count - 1 : to
}
