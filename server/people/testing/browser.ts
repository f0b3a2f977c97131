import type {InjectOptions} from 'fastify'
import type {Answer, TestApp} from '../../testing/app.ts'

/** Calls the API as a browser does: keeps the cookie, and comes from an address of its own. */
export interface Browser {
  cookie: string | undefined
  readonly setCookies: string[]
  call(
    method: NonNullable<InjectOptions['method']>,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

let count = 0

export function openBrowser({app}: Pick<TestApp, 'app'>, address = nextAddress()): Browser {
  const browser: Browser = {
    cookie: undefined,
    setCookies: [],
    async call(method, path, body, headers = {}) {
      const response = await app.inject({
        method,
        url: `/api/v1${path}`,
        remoteAddress: address,
        headers: {
          'sec-fetch-site': 'same-origin',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          ...(browser.cookie === undefined ? {} : {cookie: `fettle=${browser.cookie}`}),
          ...headers,
        },
        ...(body === undefined ? {} : {payload: body as object}),
      })
      keepCookie(browser, [response.headers['set-cookie'] ?? []].flat())
      const isJson = /json/.test(response.headers['content-type'] ?? '')
      return {
        status: response.statusCode,
        text: response.payload,
        body: isJson && response.payload !== '' ? JSON.parse(response.payload) : undefined,
        headers: response.headers as Record<string, string | undefined>,
      }
    },
  }
  return browser
}

function nextAddress(): string {
  count++
  return `198.51.${Math.floor(count / 250)}.${(count % 250) + 1}`
}

function keepCookie(browser: Browser, headers: readonly string[]): void {
  browser.setCookies.push(...headers)
  for (const header of headers) {
    const value = /^fettle=([^;]*)/.exec(header)?.[1]
    if (value !== undefined) browser.cookie = value === '' ? undefined : value
  }
}
