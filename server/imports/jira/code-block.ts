/** A fenced block whose fence is longer than any run of backticks inside. Empty code gives an empty string. */
export function codeBlock(code: string, language = ''): string {
  const body = code.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd()
  if (body.trim() === '') return ''
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1))
  return `${fence}${language}\n${body}\n${fence}`
}

/** Inline code on one line, with as many backticks around it as its content needs. */
export function codeSpan(code: string): string {
  const body = code.replace(/\s+/g, ' ')
  if (body.trim() === '') return ''
  const fence = '`'.repeat(longestRun(body) + 1)
  const pad = body.startsWith('`') || body.endsWith('`') || /^ .* $/.test(body) ? ' ' : ''
  return `${fence}${pad}${body}${pad}${fence}`
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
