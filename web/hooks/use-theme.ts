import {useSyncExternalStore} from 'react'

export type Theme = 'system' | 'light' | 'dark'

/** The chosen theme and its setter. public/theme.js puts the stored one on the page before the first paint. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, currentTheme), setTheme]
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

function setTheme(theme: Theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem('fettle-theme')
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem('fettle-theme', theme)
  }
  for (const listener of listeners) listener()
}
