import {m} from '../../paraglide/messages.js'
import {showFailure, showToast} from '../../ui/toast.tsx'

/** Copies a text and says so; where the browser refuses (no TLS), shows the text instead. */
export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showToast({text: said})
  } catch {
    showFailure(m.issue_copy_failed({text}))
  }
}
