import {useRef, useState} from 'react'
import {uploadFile} from './upload-file.ts'

export interface Upload {
  id: number
  file: File
  /** 0 to 1; 1 is done */
  share: number
  error?: string | undefined
}

export interface UploadTarget {
  issueKey?: string
  commentId?: number
}

/**
 * Files on their way. They wait until `send`, which may say where they belong; with `startsAtOnce` they go
 * up as soon as they are chosen.
 *
 * @param onDone called when one has arrived
 */
export function useUploads(
  issueKey: string | undefined,
  {startsAtOnce = false, onDone}: {startsAtOnce?: boolean; onDone?: () => void} = {},
) {
  const [items, setItems] = useState<Upload[]>([])
  const all = useRef<Upload[]>([])
  const aborts = useRef(new Map<number, AbortController>())
  const target = useRef<UploadTarget>(issueKey === undefined ? {} : {issueKey})
  const show = (next: Upload[]) => {
    all.current = next
    setItems(next)
  }
  const patch = (id: number, change: Partial<Upload>) =>
    show(all.current.map((item) => (item.id === id ? {...item, ...change} : item)))
  const drop = (id: number) => show(all.current.filter((item) => item.id !== id))

  const run = async ({id, file}: Upload): Promise<boolean> => {
    const {issueKey: key = issueKey, commentId} = target.current
    if (key === undefined) return false
    const abort = new AbortController()
    aborts.current.set(id, abort)
    patch(id, {share: 0, error: undefined})
    try {
      const onProgress = (share: number) => patch(id, {share})
      await uploadFile({issueKey: key, file, commentId, onProgress, signal: abort.signal})
      drop(id)
      onDone?.()
      return true
    } catch (error) {
      patch(id, {error: error instanceof Error ? error.message : String(error)})
      return false
    }
  }

  return {
    items,
    add: (files: readonly File[]) => {
      const fresh = files.map((file) => ({id: ++lastId, file, share: 0}))
      show([...all.current, ...fresh])
      if (startsAtOnce) void inTurn(fresh, run)
    },
    remove: (id: number) => {
      aborts.current.get(id)?.abort()
      drop(id)
    },
    retry: (id: number) => {
      const item = all.current.find((one) => one.id === id)
      if (item) void run(item)
    },
    /** Sends what waits; says how many failed. Those stay in the list and can be tried again. */
    send: async (where: UploadTarget = {}): Promise<number> => {
      target.current = {...target.current, ...where}
      return inTurn(all.current, run)
    },
  }
}

let lastId = 0

/** One after the other, so that a slow line is not shared by all of them. */
async function inTurn(items: readonly Upload[], run: (item: Upload) => Promise<boolean>): Promise<number> {
  let failed = 0
  for (const item of items) if (!(await run(item))) failed++
  return failed
}
