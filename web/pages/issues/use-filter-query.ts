import {useEffect, useEffectEvent, useRef, useState} from 'react'
import {queryClient} from '../../api/query-client.ts'
import {checkedQuery} from '../../api/queries/query-language.ts'
import type {CheckedQuery} from '../../api/types.ts'
import {defaultFilter} from './list-query.ts'

/** Until the list is asked for, and until somebody who stopped in the middle is told what is wrong. */
const pauseMs = 150
const patienceMs = 600

const nothingWrong: CheckedQuery = {errors: [], canonical: null, unknown: []}

/**
 * The text of a filter while it is typed. Once it can be read it is given on after a short pause, or at once by
 * `submit`; what is wrong with it is told when the typing stops. When the address changes by itself (Back, a tab,
 * a link), the text follows.
 */
export function useFilterQuery(committed: string, onCommit: (text: string) => void) {
  const [text, setText] = useState(committed)
  const [checked, setChecked] = useState({text: defaultFilter, found: nothingWrong})
  const [toldText, setToldText] = useState<string>()
  /** Given on, and not yet in the address */
  const sent = useRef<readonly string[]>([])
  const follow = useEffectEvent((arrived: string) => {
    const place = sent.current.indexOf(arrived.trim())
    sent.current = place < 0 ? [] : sent.current.slice(place + 1)
    // What was given on comes back a little later, when more may have been typed.
    if (place < 0 && text.trim() !== arrived.trim()) setText(arrived)
  })
  useEffect(() => follow(committed), [committed])
  const commit = () => {
    if (text.trim() === committed.trim()) return
    sent.current = [...sent.current, text.trim()]
    onCommit(text.trim())
  }
  const present = useRef(text)
  useEffect(() => {
    present.current = text
  }, [text])

  const check = useEffectEvent(async () => {
    const found = await findWrong(text)
    if (present.current !== text) return
    setChecked({text, found})
    if (found.errors.length === 0) commit()
  })
  useEffect(() => {
    const pause = setTimeout(() => void check(), pauseMs)
    const patience = setTimeout(() => setToldText(text), patienceMs)
    return () => {
      clearTimeout(pause)
      clearTimeout(patience)
    }
  }, [text])

  const isTold = toldText === text && checked.text === text
  const tell = () => setToldText(text)
  const submit = async () => {
    tell()
    const found = await findWrong(text)
    if (present.current !== text) return
    setChecked({text, found})
    if (found.errors.length === 0) commit()
  }
  return {
    text,
    setText,
    submit: () => void submit(),
    /** The field is left: what is wrong may be said now. */
    tell,
    wrong: isTold ? checked.found : nothingWrong,
    isReadable: checked.text === text && checked.found.errors.length === 0,
  }
}

async function findWrong(text: string): Promise<CheckedQuery> {
  if (text.trim() === '' || text.trim() === defaultFilter) return nothingWrong
  // Where this cannot be asked, the list says what is the matter.
  if (!navigator.onLine) return nothingWrong
  return queryClient.fetchQuery(checkedQuery(text)).catch(() => nothingWrong)
}
