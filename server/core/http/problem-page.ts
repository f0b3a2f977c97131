import {httpStatus, type ErrorCode} from '../errors.ts'
import {problemTitles} from './problem.ts'

const advice: Record<ErrorCode | 'internal', string> = {
  invalid: '"pointer" names the field at fault and "detail" says what is wrong with it.',
  unauthenticated:
    'Send a key as "Authorization: Bearer …", or sign in. A key may have expired or been revoked.',
  forbidden: 'Your role, or the scope of the key, does not allow it. "detail" says what is missing.',
  notFound: 'It does not exist, or you may not see it: the two look alike on purpose.',
  conflict: 'The present state does not allow it, for example because a name is taken.',
  stale:
    'Somebody changed it after you read it. "current" holds the present state: merge, and send its version as If-Match.',
  tooLarge: 'The request or the file is larger than this server takes.',
  unsupportedType: 'The Content-Type of the request is not accepted here.',
  mismatch: 'This Idempotency-Key was used for another request. Use a new key for every new request.',
  tooHeavy: 'The query would take too long: narrow it by a project, by is:open or by a date.',
  tooMany: 'Wait as long as Retry-After says, then go on.',
  unavailable: 'The server cannot do it at the moment. Try again later.',
  internal: 'A fault of the server. Quote "requestId" to who runs it: the log has the reason under it.',
}

/** What each code of a problem document means: the page its `type` points to. */
export function problemPage(): string {
  const rows = Object.entries(problemTitles).map(
    ([code, title]) =>
      `<h2 id="${code}"><code>${code}</code> · ${statusOf(code)}</h2>\n<p>${title}. ${escape(advice[code as ErrorCode])}</p>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Problems · Fettle API</title>
<h1>Problems</h1>
<p>A request that fails is answered with a problem document (RFC 9457). Its <code>code</code> is one of these and
does not change; its words may.</p>
${rows.join('\n')}
<p><a href="/api">API reference</a></p>
</html>
`
}

function statusOf(code: string): number {
  return code in httpStatus ? httpStatus[code as ErrorCode] : 500
}

function escape(text: string): string {
  return text.replaceAll('"', '&quot;')
}
