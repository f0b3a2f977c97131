import {useEffect, useState} from 'react'
import {environmentText, readBrowser} from './environment.ts'

/** Browser, system, window and language of who writes. */
export function useEnvironment(): string {
  const [text, setText] = useState('')
  useEffect(() => {
    let isHere = true
    const read = async () => {
      const facts = await readBrowser()
      if (isHere) setText(environmentText(facts))
    }
    void read()
    return () => {
      isHere = false
    }
  }, [])
  return text
}
