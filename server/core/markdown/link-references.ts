import {escapeHtml} from './escape-html.ts'

/** Each returns the address to link to, or undefined to leave the text as it is. Without one, nothing is linked. */
export type LinkResolvers = {
  /** `key` as written, for instance `WEB-42`; usually answers `/issues/WEB-42`. */
  resolveIssueKey?: (key: string) => string | undefined
  /** `login` as written, without its `@`. */
  resolveMention?: (login: string) => string | undefined
}

// Not inside longer words, paths or host names: a/WEB-42, WEB-42-x, me@example.org
const reference =
  /(?<![\p{L}\p{N}_/.@-])(?:(?<key>[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,9})(?![\p{L}\p{N}_/-])|@(?<login>[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,62}[\p{L}\p{N}_])?)(?![\p{L}\p{N}_@/]))/gu

/** Links the issue keys and mentions in a piece of HTML text (already escaped, no tags). */
export function linkReferences(escapedText: string, resolvers: LinkResolvers): string {
  return escapedText.replace(reference, (written: string, ...rest: unknown[]) => {
    const {key, login} = rest.at(-1) as {key?: string; login?: string}
    if (key !== undefined) return link(resolvers.resolveIssueKey?.(key), 'issue-key', written)
    if (login !== undefined) return link(resolvers.resolveMention?.(login), 'mention', written)
    return written
  })
}

function link(address: string | undefined, kind: string, escapedText: string): string {
  return address === undefined
    ? escapedText
    : `<a href="${escapeHtml(address)}" class="${kind}">${escapedText}</a>`
}
