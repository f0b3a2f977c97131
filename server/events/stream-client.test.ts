import {EventEmitter} from 'node:events'
import type {ServerResponse} from 'node:http'
import {afterAll, afterEach, beforeAll, expect, test, vi} from 'vitest'
import {readHorizon} from '../core/events/read-events.ts'
import {loadSystemActor} from '../core/load-actor.ts'
import {startTestApp, type TestApp} from '../testing/app.ts'
import {StreamClient, type Round} from './stream-client.ts'

let t: TestApp
let round: Round

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  for (let count = 0; count < 3; count++) await t.addIssue({project: 'WEB'})
  round = {before: {xid: '0', id: 0}, end: await readHorizon(t.db), projects: new Set([1])}
})
afterEach(() => vi.useRealTimers())
afterAll(() => t.close())

/** A connection whose other end takes nothing until it is told to. */
class StuckResponse extends EventEmitter {
  written = ''
  destroyed = false
  writableEnded = false
  write(text: string): boolean {
    this.written += text
    return false
  }
  destroy(): void {
    this.destroyed = true
  }
  end(): void {
    this.writableEnded = true
  }
}

function stuckClient() {
  const response = new StuckResponse()
  const client = new StreamClient({
    response: response as unknown as ServerResponse,
    loadActor: () => loadSystemActor(t.db),
    projectId: null,
    position: {xid: '0', id: 0},
  })
  return {response, client}
}

test('who takes nothing is told no more until they do', async () => {
  const {response, client} = stuckClient()
  const drained = vi.fn()
  client.onDrain(drained)
  await client.advance(t.db, round)
  const {written} = response
  expect(written).toContain('issue.created')
  const key = await t.addIssue({project: 'WEB'})
  const next = {...round, before: round.end, end: await readHorizon(t.db)}
  await client.advance(t.db, next)
  client.beat()
  expect(response.written).toBe(written)

  response.emit('drain')
  expect(drained).toHaveBeenCalledOnce()
  await client.advance(t.db, next)
  expect(response.written.slice(written.length)).toContain(key)
})

test('who takes nothing for long is dropped, and may come back with the last id', async () => {
  vi.useFakeTimers({toFake: ['Date']})
  const {response, client} = stuckClient()
  await client.advance(t.db, round)
  client.beat()
  expect(response.destroyed).toBe(false)
  vi.setSystemTime(Date.now() + 60_000)
  client.beat()
  expect(response.destroyed).toBe(true)
})

test('nothing is written to a connection that has ended', async () => {
  const {response, client} = stuckClient()
  client.end()
  await client.advance(t.db, round)
  client.beat()
  expect(response.written).toBe('')
})
