export interface Inserted {
  readonly text: string
  /** Where the cursor belongs */
  readonly at: number
  /** More has to follow: a value after its key, or after a comparison */
  readonly isToGoOn: boolean
}

/** The text with what was chosen in its place, and a space after it where the next thing may begin. */
export function insertItem(text: string, replace: {start: number; end: number}, item: string): Inserted {
  const isToGoOn = item.endsWith(':') || /^[<>=~]+$/.test(item)
  const before = text.slice(0, replace.start) + item
  const after = text.slice(replace.end)
  const at = before.length
  if (isToGoOn || /^[,)]/.test(after)) return {text: before + after, at, isToGoOn}
  return {text: `${before} ${after.replace(/^ /, '')}`, at: at + 1, isToGoOn}
}
