import {useEffect, useState} from 'react'
import {environmentText, readBrowser} from './environment.ts'

/** Browser, system, window and language of who writes. */
export function useEnvironment(): string {
  const [text, setText] = useState('')
  useEffect(() => {
    let isHere = true
    void readBrowser().then((facts) => {
      if (isHere) setText(environmentText(facts))
    })
    return () => {
      isHere = false
    }
  }, [])
  return text
}
