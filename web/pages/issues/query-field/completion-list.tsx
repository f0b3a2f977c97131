/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   the list of a combobox: the focus stays in the field, which hears the keys */
import {type RefObject, useEffect} from 'react'
import type {CompletionItem} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {StatusIcon} from '../../../ui/status-icon.tsx'
import styles from './completion-list.module.css'
import {sayItem} from './say-item.ts'
import {usePlaceUnderText} from './use-place-under-text.ts'

export interface CompletionListProps {
  id: string
  items: readonly CompletionItem[]
  /** -1: none */
  active: number
  optionId: (index: number) => string
  inputRef: RefObject<HTMLInputElement | null>
  /** What stands in the field before the thing that is completed */
  textBefore: string
  onPick: (item: CompletionItem) => void
}

/** What can stand at the cursor, under it. The focus stays in the field. */
export function CompletionList(props: CompletionListProps) {
  const {id, items, active, optionId, inputRef, textBefore, onPick} = props
  const style = usePlaceUnderText(inputRef, textBefore)
  const activeId = active < 0 ? undefined : optionId(active)
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({block: 'nearest'})
  }, [activeId])
  const hasMarks = items.some((item) => markOf(item) !== null)
  return (
    <div
      id={id}
      role="listbox"
      aria-label={m.query_list()}
      className={styles.list}
      style={style}
      // A press leaves the focus in the field.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      {items.map((item, index) => (
        <div
          key={item.text}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          className={styles.item}
          onClick={() => onPick(item)}
        >
          {hasMarks && <span className={styles.mark}>{markOf(item)}</span>}
          <span className={styles.label}>{isKey(item) ? item.text : item.label}</span>
          <span className={styles.says}>{sayItem(item)}</span>
        </div>
      ))}
    </div>
  )
}

function markOf({kind, label, category}: CompletionItem) {
  if (kind === 'person') return <Avatar name={label} isDecorative />
  if (category !== undefined) return <StatusIcon category={category} isDecorative />
  return null
}

function isKey({kind}: CompletionItem): boolean {
  return kind === 'field' || kind === 'key' || kind === 'change'
}
