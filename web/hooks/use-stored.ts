import {useState} from 'react'

/** A choice of this browser that outlives the page: which projects are unfolded. */
export function useStored<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => (read(name) as Value | null | undefined) ?? initial)
  const store = (next: Value) => {
    setValue(next)
    try {
      localStorage.setItem(name, JSON.stringify(next))
    } catch {
      // Full or forbidden: the choice lasts as long as the page.
    }
  }
  return [value, store]
}

function read(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null')
  } catch {
    return undefined
  }
}
