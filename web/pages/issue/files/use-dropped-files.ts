import {useEffect, useEffectEvent, useState} from 'react'

/** Files dropped or pasted anywhere on the page, unless a field took them. Says whether some hang over it. */
export function useDroppedFiles(isActive: boolean, onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const give = useEffectEvent(onFiles)
  useEffect(() => {
    if (!isActive) return undefined
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const take = (event: Event, files: FileList | undefined) => {
      setIsOver(false)
      if (event.defaultPrevented || !files || files.length === 0) return
      event.preventDefault()
      give([...files])
    }
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files)
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files)
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [isActive])
  return isOver
}
