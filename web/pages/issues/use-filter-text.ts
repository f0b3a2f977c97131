import {useEffect, useEffectEvent, useState} from 'react'

const pauseMs = 180

/**
 * The text of a filter while it is typed: given on after a short pause. When the address changes by itself
 * (Back, a tab, a link), the text follows.
 */
export function useFilterText(committed: string, onCommit: (text: string) => void) {
  const [text, setText] = useState(committed)
  const [known, setKnown] = useState(committed)
  if (known !== committed) {
    setKnown(committed)
    if (text.trim() !== committed.trim()) setText(committed)
  }
  const commit = useEffectEvent((typed: string) => {
    if (typed.trim() !== committed.trim()) onCommit(typed.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => commit(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return {text, setText, commitNow: () => onCommit(text.trim())}
}
