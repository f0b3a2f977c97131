import {useEffect, useEffectEvent} from 'react'

/**
 * Runs on a key, written as in a tooltip: `C`, `Shift+J`, `Mod+K`. A key without Mod or Alt never fires while
 * somebody types, nor under an open dialog, menu or other popover.
 */
export function useShortcut(keys: string, onKey: () => void, isActive = true): void {
  const run = useEffectEvent(onKey)
  useEffect(() => {
    if (!isActive) return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matches(event, keys)) return
      if (!event.metaKey && !event.ctrlKey && !event.altKey && isBusyElsewhere(event)) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [keys, isActive])
}

export function matches(
  event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>,
  keys: string,
) {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const isLetter = /^[a-z]$/i.test(key)
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.metaKey || event.ctrlKey) === parts.includes('Mod') &&
    event.altKey === parts.includes('Alt') &&
    // A sign such as ? needs Shift on some keyboards and not on others.
    (!isLetter || event.shiftKey === parts.includes('Shift'))
  )
}

function isBusyElsewhere({target}: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role=menu], [role=listbox]')) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  // One that is just closing counts too: a second one opened over it would leave the page inert.
  const above = document.querySelector('[data-overlay] [role$=dialog], [data-trigger]')
  return above !== null && !above.contains(target)
}
