import type sanitizeHtml from 'sanitize-html'
import {taskBoxMark} from './task-box-mark.ts'

export const allowedTags: ReadonlySet<string> = new Set(
  `h1 h2 h3 h4 h5 h6 p div span blockquote ul ol li hr br
  b i em strong code pre kbd sub sup del s ins mark
  table caption colgroup col thead tbody tfoot tr th td
  a img details summary input`.split(/\s+/),
)

/** What Markdown may become. Whatever is not named here does not get into a page. */
export const allowList: sanitizeHtml.IOptions = {
  allowedTags: [...allowedTags],
  // No id, name or style anywhere, and no class but these: nothing here can shadow or restyle the page
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading', 'referrerpolicy'],
    input: ['type', 'disabled', 'checked', 'data-line', 'aria-label'],
    ol: ['start'],
    details: ['open'],
    th: ['align', 'colspan', 'rowspan'],
    td: ['align', 'colspan', 'rowspan'],
  },
  allowedClasses: {code: [/^language-[\w+#.-]{1,40}$/], li: ['task-list-item']},
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: {img: ['http', 'https']},
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: 120,
  transformTags: {a: outwardLink, img: quietImage, input: taskBox, td: cell, th: cell, ol: orderedList},
}

type Transformed = ReturnType<sanitizeHtml.Transformer>

function outwardLink(tagName: string, {href, title}: sanitizeHtml.Attributes): Transformed {
  const target = /^\s*https?:/i.test(href ?? '') ? {target: '_blank'} : {}
  return {tagName, attribs: {...given({href, title}), rel: 'nofollow noopener ugc', ...target}}
}

/** A picture that lies elsewhere is a link to it: reading a text must not tell another server who reads it. */
function quietImage(tagName: string, {src, alt, title, width, height}: sanitizeHtml.Attributes): Transformed {
  if (src !== undefined && /^https?:/i.test(src))
    return {...outwardLink('a', given({href: src, title})), text: alt === undefined || alt === '' ? src : alt}
  const size = {width: matching(/^\d{1,4}%?$/, width), height: matching(/^\d{1,4}%?$/, height)}
  const attribs = {
    ...given({src, title, ...size}),
    alt: alt ?? '',
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
  }
  return {tagName, attribs}
}

function taskBox(tagName: string, attributes: sanitizeHtml.Attributes): Transformed {
  if (attributes['data-task'] !== taskBoxMark) return {tagName: 'written-input', attribs: {}}
  const checked = attributes['checked'] === undefined ? {} : {checked: ''}
  const line = given({'data-line': attributes['data-line'], 'aria-label': attributes['aria-label']})
  return {tagName, attribs: {type: 'checkbox', disabled: '', ...checked, ...line}}
}

function cell(tagName: string, {style, align, colspan, rowspan}: sanitizeHtml.Attributes): Transformed {
  const aligned = matching(/^(?:left|center|right)$/, style?.replace(/^text-align:/, '') ?? align)
  const spans = {colspan: matching(/^\d{1,2}$/, colspan), rowspan: matching(/^\d{1,2}$/, rowspan)}
  return {tagName, attribs: given({align: aligned, ...spans})}
}

function orderedList(tagName: string, {start}: sanitizeHtml.Attributes): Transformed {
  return {tagName, attribs: given({start: matching(/^\d{1,9}$/, start)})}
}

function matching(pattern: RegExp, value: string | undefined): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined
}

function given(attributes: Record<string, string | undefined>): sanitizeHtml.Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
