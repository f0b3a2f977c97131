import {once} from 'node:events'
import {type IncomingMessage, type ServerResponse, createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {buffer} from 'node:stream/consumers'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {Address} from './public-address.ts'
import {safeFetch} from './safe-fetch.ts'

type Seen = {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

let origin: string
let port: number
let seen: Seen[]
const closed = Promise.withResolvers<void>()

const answers: Record<string, (response: ServerResponse) => void> = {
  '/hello': (response) => response.end('hello'),
  '/loop': (response) => response.writeHead(302, {location: '/loop'}).end(),
  '/once': (response) => response.writeHead(302, {location: '/hello?from=once'}).end(),
  '/keep': (response) => response.writeHead(307, {location: '/hello'}).end(),
  '/elsewhere': (response) => response.writeHead(302, {location: `http://other.example:${port}/hello`}).end(),
  '/metadata': (response) => response.writeHead(302, {location: 'http://169.254.169.254/latest'}).end(),
  '/file': (response) => response.writeHead(302, {location: 'file:///etc/passwd'}).end(),
  '/nowhere': (response) => response.writeHead(302, {location: 'http://['}).end(),
  '/silent': () => undefined,
  '/slow-body': (response) => response.writeHead(200).write('a'),
  '/endless': (response) => {
    const write = () => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000)));
    }
    response.on('drain', write).on('close', closed.resolve)
    write()
  },
}

const server = createServer((request, response) => void answerTo(request, response))

async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const {method, url, headers} = request
  seen.push({method, url, headers, body: (await buffer(request)).toString()})
  const answer = answers[new URL(url ?? '/', 'http://x').pathname]
  if (answer === undefined) response.writeHead(404).end('missing')
  else answer(response)
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})
beforeEach(() => {
  seen = []
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const inside = {allowPrivate: true}
const unanswered = () => new Promise<Address[]>(() => undefined)
const toServer = async (): Promise<Address[]> => [{address: '127.0.0.1', family: 4}]

test('this machine is out of reach', async () => {
  await expect(safeFetch(`${origin}/hello`)).rejects.toMatchObject({code: 'invalid'})
  await expect(safeFetch(`http://a.example:${port}/hello`, {lookup: toServer})).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(seen).toEqual([])
})

test('with private networks allowed it answers', async () => {
  const response = await safeFetch(`${origin}/hello`, inside)
  expect(response).toMatchObject({status: 200, url: `${origin}/hello`})
  expect(response.body.toString()).toBe('hello')
})

test('an error of the other side is an answer', async () => {
  expect(await safeFetch(`${origin}/missing`, inside)).toMatchObject({
    status: 404,
    body: Buffer.from('missing'),
  })
})

test('method, headers and body are sent', async () => {
  await safeFetch(`${origin}/hello`, {...inside, method: 'POST', headers: {'X-Key': 'k'}, body: 'ä'})
  expect(seen).toMatchObject([{method: 'POST', headers: {'x-key': 'k', 'content-length': '2'}, body: 'ä'}])
})

test('a name is looked up once, and connected to as checked', async () => {
  let asked = 0
  const rebinding = async (): Promise<Address[]> => {
    asked += 1
    return asked === 1 ? toServer() : [{address: '192.0.2.1', family: 4}]
  }
  const response = await safeFetch(`http://a.example:${port}/hello`, {...inside, lookup: rebinding})
  expect(response.status).toBe(200)
  expect(asked).toBe(1)
  expect(seen[0]?.headers.host).toBe(`a.example:${port}`)
})

describe('a redirect', () => {
  test('is followed', async () => {
    const response = await safeFetch(`${origin}/once`, inside)
    expect(response).toMatchObject({status: 200, url: `${origin}/hello?from=once`})
  })

  test('turns a POST into a GET, or keeps it with 307', async () => {
    const post = {...inside, method: 'POST', body: 'x', headers: {'content-type': 'text/plain'}}
    await safeFetch(`${origin}/once`, post)
    await safeFetch(`${origin}/keep`, post)
    expect(seen.map(({method, body}) => [method, body])).toEqual([
      ['POST', 'x'],
      ['GET', ''],
      ['POST', 'x'],
      ['POST', 'x'],
    ])
    expect(seen[1]?.headers).not.toHaveProperty('content-type')
  })

  test('to another host is checked again and loses its secrets', async () => {
    const headers = {Authorization: 'Bearer secret', Cookie: 'a=b', 'X-Kept': '1'}
    await safeFetch(`${origin}/elsewhere`, {...inside, lookup: toServer, headers})
    expect(seen[0]?.headers).toMatchObject({authorization: 'Bearer secret', cookie: 'a=b'})
    expect(seen[1]?.headers).toMatchObject({host: `other.example:${port}`, 'x-kept': '1'})
    expect(seen[1]?.headers).not.toHaveProperty('authorization')
    expect(seen[1]?.headers).not.toHaveProperty('cookie')
  })

  test.each(['/metadata', '/file', '/nowhere', '/loop'])('%s is refused', async (path) => {
    await expect(safeFetch(origin + path, inside)).rejects.toMatchObject({code: 'invalid'})
  })

  test('is tried three times', async () => {
    await expect(safeFetch(`${origin}/loop`, inside)).rejects.toThrow('more than 3 redirects')
    expect(seen).toHaveLength(4)
  })

  test('is returned as it is where none is wanted', async () => {
    expect(await safeFetch(`${origin}/loop`, {...inside, maxRedirects: 0})).toMatchObject({status: 302})
  })
})

describe('limits', () => {
  test('an endless answer is cut off, and its connection closed', async () => {
    await expect(safeFetch(`${origin}/endless`, {...inside, maxBytes: 100_000})).rejects.toMatchObject({
      code: 'tooLarge',
    })
    await closed.promise
  })

  test.each(['/silent', '/slow-body'])('%s is given up', async (path) => {
    await expect(safeFetch(`${origin}${path}?key=secret`, {...inside, timeoutMs: 100})).rejects.toThrow(
      `Cannot fetch ${origin}${path}: no answer within 100 ms`,
    )
  })

  test('a look-up that never answers is given up', async () => {
    await expect(safeFetch('http://a.example', {lookup: unanswered, timeoutMs: 50})).rejects.toThrow(
      'no answer within 50 ms',
    )
  })

  test('the caller can stop it', async () => {
    const controller = new AbortController()
    const fetching = safeFetch(`${origin}/silent`, {...inside, signal: controller.signal})
    controller.abort()
    await expect(fetching).rejects.toThrow('Cannot fetch')
  })

  test('a closed port is an ordinary error with its cause', async () => {
    const failure = safeFetch('http://127.0.0.1:1/', inside)
    await expect(failure).rejects.toThrow('ECONNREFUSED')
    await expect(failure).rejects.not.toHaveProperty('code')
  })
})
