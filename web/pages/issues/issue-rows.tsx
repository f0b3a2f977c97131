import {useElementScrollRestoration} from '@tanstack/react-router'
import {useVirtualizer} from '@tanstack/react-virtual'
import {useEffect, useLayoutEffect, useMemo, useRef, useState} from 'react'
import {useIsPhone} from '../../hooks/use-media.ts'
import {useShortcut} from '../../hooks/use-shortcut.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {classNames} from '../../ui/class-names.ts'
import {keyColumn} from '../../ui/row.tsx'
import {IssueListRow} from './issue-list-row.tsx'
import styles from './issue-rows.module.css'
import type {Sort} from './list-query.ts'

export interface IssueRowsProps {
  /** Of the list; where one stood in it is remembered under this name */
  name: string
  keys: readonly string[]
  sort: Sort
  /** All are of one kind: its mark is not drawn */
  isKindKnown: boolean
  more: {isThere: boolean; isLoading: boolean; error: Error | null; load: () => void}
}

/** So many rows before the end the next page is asked for. */
const readAhead = 60
const scrollId = 'issue-list'

/** Where J and K stood, per list, for when one comes back. */
const stood = new Map<string, string>()

/** The rows of a list, of which only those in sight are drawn. J, K and the arrows walk; the link in a row opens it. */
export function IssueRows({name, keys, sort, isKindKnown, more}: IssueRowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useIsPhone()
  const [activeKey, setActiveKey] = useState(() => stood.get(name))
  const [focusKey, setFocusKey] = useState<string>()
  const scrolled = useElementScrollRestoration({id: scrollId})
  const rowHeight = useMemo(() => rem(isPhone ? 4.6 : 2.25), [isPhone])
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 12,
    initialOffset: scrolled?.scrollY ?? 0,
  })
  const items = virtualizer.getVirtualItems()
  const lastIndex = items.at(-1)?.index ?? 0
  useHeldPlace(scroller, keys, rowHeight, !isPhone)

  const wantsMore = more.isThere && !more.isLoading && !more.error && lastIndex >= keys.length - readAhead
  useEffect(() => {
    if (wantsMore) more.load()
  }, [wantsMore, more])

  const walk = (steps: number) => {
    const from = activeKey === undefined ? -1 : keys.indexOf(activeKey)
    const first = virtualizer.range?.startIndex ?? 0
    const index = from < 0 ? first : Math.min(keys.length - 1, Math.max(0, from + steps))
    virtualizer.scrollToIndex(index, {align: 'auto'})
    setFocusKey(keys[index])
  }
  const stand = (key: string) => {
    stood.set(name, key)
    setActiveKey(key)
    setFocusKey(undefined)
  }
  useShortcut('J', () => walk(1))
  useShortcut('K', () => walk(-1))
  useShortcut('ArrowDown', () => walk(1))
  useShortcut('ArrowUp', () => walk(-1))

  const isActiveDrawn = items.some(({key}) => key === activeKey)
  const tabKey = isActiveDrawn ? activeKey : keys[virtualizer.range?.startIndex ?? 0]
  const columns = useMemo(() => keyColumn([longestOf(keys)]), [keys])
  return (
    <div
      ref={scroller}
      className={classNames(styles.scroller, 'scroll')}
      data-scroll-restoration-id={scrollId}
      style={columns}
    >
      <ul aria-label={m.list_label()} className={styles.list} style={{blockSize: virtualizer.getTotalSize()}}>
        {items.map(({index, start}) => {
          const key = keys[index]
          if (key === undefined) return null
          return (
            <li
              key={key}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={more.isThere ? -1 : keys.length}
              ref={isPhone ? virtualizer.measureElement : undefined}
              className={styles.item}
              style={{transform: `translateY(${start}px)`}}
            >
              <IssueListRow
                issueKey={key}
                sort={sort}
                isKindKnown={isKindKnown}
                isActive={key === activeKey}
                isTabStop={key === tabKey}
                takesFocus={key === focusKey}
                onStand={stand}
              />
            </li>
          )
        })}
      </ul>
      {more.error && (
        <div className={styles.end} role="alert">
          {m.list_more_failed({reason: more.error.message})}
          <Button onPress={more.load}>{m.action_retry()}</Button>
        </div>
      )}
    </div>
  )
}

/** Rows that come in above keep the ones in sight where they are. */
function useHeldPlace(
  scroller: React.RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  rowHeight: number,
  isFixed: boolean,
) {
  const known = useRef(keys)
  useLayoutEffect(() => {
    const before = known.current
    known.current = keys
    const element = scroller.current
    if (!element || !isFixed || before === keys || element.scrollTop < rowHeight) return
    const index = Math.floor(element.scrollTop / rowHeight)
    const held = before[index]
    const now = held === undefined ? -1 : keys.indexOf(held)
    if (now >= 0 && now !== index) element.scrollBy(0, (now - index) * rowHeight)
  }, [scroller, keys, rowHeight, isFixed])
}

function rem(count: number): number {
  return count * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

function longestOf(keys: readonly string[]): string {
  return keys.reduce((longest, key) => (key.length > longest.length ? key : longest), '')
}
