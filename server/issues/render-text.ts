import type {Actor} from '../core/actor.ts'
import {renderMarkdown} from '../core/markdown/render-markdown.ts'
import {createByteCache} from './byte-cache.ts'
import {parseIssueKey} from './issue-key.ts'

const rendered = createByteCache({maxBytes: 16 * 1024 ** 2})

/**
 * A text as safe HTML for this reader: issue keys become links where the reader can see their project.
 * What was rendered is remembered for all readers who see the same projects.
 */
export function renderText(actor: Actor, text: string): string {
  if (text === '') return ''
  const key = `${visibleProjects(actor)}\n${text}`
  const known = rendered.get(key)
  if (known !== undefined) return known
  const html = renderMarkdown(text, {resolveIssueKey: (issueKey) => addressOf(actor, issueKey)})
  rendered.set(key, html)
  return html
}

function addressOf(actor: Actor, issueKey: string): string | undefined {
  const parsed = parseIssueKey(issueKey)
  if (parsed === undefined || !actor.projectIds.has(parsed.projectKey)) return undefined
  return `/issues/${parsed.projectKey}-${parsed.number}`
}

/** A number for each set of projects that somebody sees. An actor's set never changes: another one is loaded. */
const numbers = new Map<string, number>()
const numberOf = new WeakMap<Actor, number>()
let lastNumber = 0

function visibleProjects(actor: Actor): number {
  const known = numberOf.get(actor)
  if (known !== undefined) return known
  const keys = [...actor.projectIds.keys()].toSorted().join()
  // Numbers are never used twice, so that forgetting them costs a rendering and mixes up nothing.
  if (numbers.size >= 1_000) numbers.clear()
  const number = numbers.get(keys) ?? ++lastNumber
  numbers.set(keys, number)
  numberOf.set(actor, number)
  return number
}
