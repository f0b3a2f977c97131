import {escapeMarkdown} from './escape-markdown.ts'

const scheme = /^(https?|ftps?|sftp|file|mailto|tel|irc|ircs|ssh|git|svn|smb|news|nntp):/i

/**
 * A link's address fit for `[…](…)`, or undefined where it is none, or of a scheme that may run something.
 * Relative addresses only where `relative` allows them.
 */
export function linkTarget(address: string, relative: boolean): string | undefined {
  const url = address.trim()
  if (/^www\.\S+$/i.test(url)) return encode(`http://${url}`)
  if (scheme.test(url)) return /^\w+:\/*$/.test(url) ? undefined : encode(url)
  if (relative && /^[/?#.][^\s]*$/.test(url) && /[\w/]/.test(url)) return encode(url)
  return undefined
}

/** An address that is its own label: bare where Markdown leaves it alone, else in angle brackets. */
export function printLink(target: string): string {
  if (!/^(https?|ftps?|mailto|file|irc):/i.test(target)) return `<${target}>`
  return /^https?:\/\//i.test(target) && escapeMarkdown(target) === target && !/[()&']|[_-]$/.test(target)
    ? target
    : `<${target}>`
}

/** `label` is finished Markdown; `target` comes from `linkTarget`. */
export function labelledLink(label: string, target: string): string {
  return `[${label}](${/[()]/.test(target) ? `<${target}>` : target})`
}

export function image(alt: string, target: string): string {
  return `!${labelledLink(alt, target)}`
}

function encode(url: string): string {
  return url.replace(/\s/g, '%20').replace(/</g, '%3C').replace(/>/g, '%3E').replace(/\\/g, '%5C')
}
