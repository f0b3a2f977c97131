import {Check, Copy} from 'lucide-react'
import {useState} from 'react'
import {m} from '../paraglide/messages.js'
import {Button} from '../ui/button.tsx'
import styles from './secret-box.module.css'

export interface SecretBoxProps {
  label: string
  /** Shown this once */
  text: string
  /** Why it must be kept now */
  note?: string
}

/** Something to take along: a key, a link, recovery codes. */
export function SecretBox({label, text, note}: SecretBoxProps) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // Without TLS there is no clipboard; the text can be marked and copied by hand.
    }
  }
  return (
    <section className={styles.box} aria-label={label}>
      <code className={styles.text}>{text}</code>
      <Button icon={isCopied ? Check : Copy} onPress={() => void copy()}>
        {isCopied ? m.secret_copied() : m.secret_copy()}
      </Button>
      {note && <p className={styles.note}>{note}</p>}
      <output className="visually-hidden">{isCopied && m.secret_copied()}</output>
    </section>
  )
}
