import {describe, expect, test} from 'vitest'
import {type DownloadableFile, downloadHeaders, planDownload} from './download-headers.ts'

const file: DownloadableFile = {
  name: 'a.png',
  mime: 'image/png',
  disposition: 'inline',
  size: 100,
  hash: 'abc',
}

test('a file can never run, be embedded elsewhere, or sit in a shared cache', () => {
  const headers = downloadHeaders(file)
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': '100',
    'content-disposition': 'inline; filename="a.png"',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': expect.stringMatching(/^private,.*immutable/),
  })
  expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';/)
  expect(headers['content-security-policy']).not.toContain('allow-')
})

describe('a request', () => {
  test('without conditions gets everything', () => {
    expect(planDownload(file, {})).toEqual({status: 200, headers: downloadHeaders(file)})
  })

  test('for a part gets the part', () => {
    expect(planDownload(file, {range: 'bytes=10-19'})).toMatchObject({
      status: 206,
      range: {start: 10, end: 19},
      headers: {'content-length': '10', 'content-range': 'bytes 10-19/100'},
    })
  })

  test('for what lies behind the end gets 416', () => {
    expect(planDownload(file, {range: 'bytes=100-'})).toMatchObject({
      status: 416,
      headers: {'content-length': '0', 'content-range': 'bytes */100'},
    })
  })

  test('that resumes another file gets everything', () => {
    expect(planDownload(file, {range: 'bytes=10-', 'if-range': '"other"'}).status).toBe(200)
    expect(planDownload(file, {range: 'bytes=10-', 'if-range': '"abc"'}).status).toBe(206)
  })

  test.each(['"abc"', 'W/"abc"', '"x", "abc"', '*'])('that has it already (%s) gets 304', (tag) => {
    const {status, headers} = planDownload(file, {'if-none-match': tag})
    expect(status).toBe(304)
    expect(headers).toMatchObject({etag: '"abc"', 'cache-control': expect.any(String)})
    expect(headers).not.toHaveProperty('content-length')
  })
})
