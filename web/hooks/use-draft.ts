import {useCallback, useState} from 'react'
import {useSession} from '../api/session.ts'

/**
 * A text that is kept in the browser while it is written, for this person, so that nothing is lost by a
 * reload or a failed send. Null: there is no draft.
 *
 * @param name of what is written, such as `answer WEB-42`
 */
export function useDraft(name: string): [string | null, (text: string | null) => void] {
  const {person} = useSession()
  const place = `fettle-draft ${person?.id ?? 0} ${name}`
  const [state, setState] = useState(() => ({place, text: readKept(place)}))
  const keep = useCallback(
    (text: string | null) => {
      writeKept(place, text)
      setState({place, text})
    },
    [place],
  )
  if (state.place === place) return [state.text, keep]
  const text = readKept(place)
  setState({place, text})
  return [text, keep]
}

function readKept(place: string): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

function writeKept(place: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(place)
    else localStorage.setItem(place, text)
  } catch {
    // A full or forbidden storage keeps nothing; what is on the page stays.
  }
}
