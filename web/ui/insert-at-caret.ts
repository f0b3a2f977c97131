/** Puts text round the selection, leaves the caret between `before` and `after`, and gives back the new value. */
export function insertAtCaret(field: HTMLTextAreaElement, before: string, after = ''): string {
  const {selectionStart, selectionEnd, value} = field
  const selected = value.slice(selectionStart, selectionEnd)
  const changed = value.slice(0, selectionStart) + before + selected + after + value.slice(selectionEnd)
  requestAnimationFrame(() => {
    field.focus()
    field.setSelectionRange(selectionStart + before.length, selectionEnd + before.length)
  })
  return changed
}
