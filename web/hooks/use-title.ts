import {useEffect} from 'react'
import {m} from '../paraglide/messages.js'

/** The name of the page in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${m.product_name()}`
  }, [title])
}
