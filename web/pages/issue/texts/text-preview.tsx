import {keepPreviousData, useQuery} from '@tanstack/react-query'
import {m} from '../../../paraglide/messages.js'
import {Prose} from '../../../ui/prose.tsx'
import {Skeleton} from '../../../ui/skeleton.tsx'
import {textPreviewQuery} from '../issue-queries.ts'
import styles from './texts.module.css'

/** Markdown as it will be read, rendered by the server like the stored texts. */
export function TextPreview({text, size}: {text: string; size: 's' | 'm'}) {
  const {data: html, error} = useQuery({...textPreviewQuery(text), placeholderData: keepPreviousData})
  return (
    <section className={styles.preview} aria-label={m.issue_preview()}>
      {error ? (
        <p role="alert">{m.issue_preview_failed({reason: error.message})}</p>
      ) : html === undefined ? (
        <Skeleton width="60%" />
      ) : html === '' ? (
        <p className="subtle">{m.issue_preview_empty()}</p>
      ) : (
        <Prose html={html} size={size} />
      )}
    </section>
  )
}
