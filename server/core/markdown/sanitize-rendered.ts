import sanitizeHtml from 'sanitize-html'
import {allowList} from './allow-list.ts'
import {type LinkResolvers, linkReferences} from './link-references.ts'

// Nobody writes this by hand, and the parser's time grows with the square of the depth
const absurdDepth = 2_000

/**
 * Reduces HTML to the allowed tags, attributes and addresses, and links issue keys and mentions in its text.
 * Undefined if its tags nest so deep that looking at them would take the server down.
 */
export function sanitizeRendered(html: string, resolvers: LinkResolvers): string | undefined {
  let depth = 0
  let untouchable = 0
  try {
    return sanitizeHtml(html, {
      ...allowList,
      onOpenTag: (name) => {
        depth += 1
        if (depth > absurdDepth) throw new TooDeep()
        if (keepsItsText.has(name)) untouchable += 1
      },
      onCloseTag: (name) => {
        depth -= 1
        if (keepsItsText.has(name)) untouchable -= 1
      },
      textFilter: (text) => (untouchable > 0 ? text : linkReferences(text, resolvers)),
    })
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
}

class TooDeep extends Error {}

const keepsItsText = new Set(['a', 'code', 'pre', 'kbd'])
