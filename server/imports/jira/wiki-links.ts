import {escapeMarkdown} from './escape-markdown.ts'
import type {Taken} from './wiki-inline.ts'
import {image, labelledLink, linkTarget, printLink} from './markdown-link.ts'
import type {WikiOptions} from './wiki-options.ts'

/** What stands between `[` and `]`, or undefined where it is no link but text such as `[INFO]`. */
export function linkToMarkdown(
  inside: string,
  options: WikiOptions,
  toLabel: (text: string) => string,
): string | undefined {
  if (inside.includes('[')) return undefined
  const mention = /^~(?:accountid:)?([^|\]\s]+)$/i.exec(inside)?.[1]
  if (mention !== undefined) return `@${mention}`
  const attachment = /^([^|]*)\^([^|^]+\.\w+)$/.exec(inside)
  if (attachment !== null) return attachmentLink(attachment[1] ?? '', attachment[2] ?? '', options, toLabel)

  const parts = inside.split('|')
  const [label = '', address = label] = parts.map((part) => part.trim())
  if (parts.length > 3) return undefined
  if (address.startsWith('^') && address.length > 1)
    return attachmentLink(label, address.slice(1), options, toLabel)
  if (/^#[\w.-]+$/.test(address) && (parts.length > 1 || !/^#\d+$/.test(address)))
    return parts.length > 1 ? toLabel(label) : escapeMarkdown(address.slice(1))
  if (parts.length > 1 && /^[A-Z][A-Z0-9_]+-\d+$/.test(address))
    return label === address || label === '' ? address : `${toLabel(label)} (${address})`
  const target = linkTarget(parts.length > 1 ? address : label, parts.length > 1)
  if (target === undefined) return undefined
  return parts.length > 1 && label !== '' && label !== address
    ? labelledLink(toLabel(label), target)
    : printLink(target)
}

function attachmentLink(
  label: string,
  fileName: string,
  {attachmentUrl}: WikiOptions,
  toLabel: (text: string) => string,
): string {
  const url = attachmentUrl?.(fileName)
  const text = toLabel(label === '' ? fileName : label)
  if (url !== undefined) return labelledLink(text, linkTarget(url, true) ?? url)
  return label === '' || label === fileName ? text : `${text} (${escapeMarkdown(fileName)})`
}

const imageName =
  /^[^|"=;<>]+\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|heic|ico|mp4|m4v|mov|avi|webm|wmv|pdf|swf)(?:[?#][^|]*)?$/i

/** What stands between two `!`, or undefined where they only exclaim. */
export function imageToMarkdown(inside: string, {attachmentUrl}: WikiOptions): string | undefined {
  const [name = ''] = inside.split('|')
  if (name.trim() !== name || name === '') return undefined
  if (/^https?:\/\/\S+$/i.test(name)) return image('', linkTarget(name, true) ?? '')
  if (!imageName.test(name)) return undefined
  const url = attachmentUrl?.(name)
  const alt = escapeMarkdown(name, 'label')
  return url === undefined ? `(image: ${alt})` : image(alt, linkTarget(url, true) ?? url)
}

const urlPattern =
  /(?:(?:https?|ftps?|file|irc):\/\/|mailto:(?=[^\s@]+@))[^\s<>"|[\]{}^`\uFDD0-\uFDD3]{1,4000}/iy

/** A bare address in running text, without the punctuation that ends the sentence. */
export function takeUrl(line: string, at: number): Taken | undefined {
  urlPattern.lastIndex = at
  const found = urlPattern.exec(line)?.[0]
  if (found === undefined) return undefined
  const url = trimUrl(found)
  if (/^\w+:\/*$/.test(url)) return undefined
  return {markdown: printLink(url), end: at + url.length}
}

function trimUrl(url: string): string {
  const hasOpening = url.includes('(')
  let end = url.length
  while (end > 0) {
    const last = url[end - 1] ?? ''
    const closesNothing = last === ')' && !hasOpening
    if (!/[.,;:!?'*_\\-]/.test(last) && !closesNothing) break
    end--
  }
  return url.slice(0, end)
}
