import {randomBytes} from 'node:crypto'
import type {App} from './app.ts'
import {openApiDocument} from './openapi-document.ts'
import {problemPage} from './problem-page.ts'
import {loadReferenceScript} from './reference-script.ts'

/** What the reference page is told: to load nothing from elsewhere and to send nothing there. */
const configuration = {
  url: '/api/v1/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: {disabled: true},
  mcp: {disabled: true},
}

/** The description of the API at /api/v1/openapi.json, to read at /api, and its problems at /api/problems. */
export function apiReference(app: App): void {
  const anonymous = {config: {anonymous: true}, schema: {hide: true}}
  let document: string | undefined

  app.get('/api/v1/openapi.json', anonymous, (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(app))
    return reply.header('content-type', 'application/json; charset=utf-8').send(document)
  })
  app.get('/api', anonymous, (_request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', referencePolicy(nonce))
      .header('content-type', 'text/html; charset=utf-8')
      .send(referencePage(nonce))
  })
  app.get('/api/reference.js', anonymous, async (_request, reply) =>
    reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('cache-control', 'no-cache')
      .send(await loadReferenceScript()),
  )
  app.get('/api/problems', anonymous, (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').send(problemPage()),
  )
}

/** Scalar puts its styles into the page, with the nonce; a few that come without are refused and not missed. */
function referencePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function referencePage(nonce: string): string {
  const settings = JSON.stringify(configuration).replaceAll('"', '&quot;')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="csp-nonce" content="${nonce}">
<title>Fettle API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<div id="api-reference" data-configuration="${settings}"></div>
<script src="/api/reference.js"></script>
</body>
</html>
`
}
