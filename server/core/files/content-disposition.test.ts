import {expect, test} from 'vitest'
import {contentDisposition} from './content-disposition.ts'

test.each([
  ['report.pdf', 'filename="report.pdf"'],
  ['a b (1).txt', 'filename="a b (1).txt"'],
  ['Grüße.txt', `filename="Grusse.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt`.replace('Grusse', 'Gru_e')],
  ['日本.png', `filename="__.png"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.png`],
  ['100%.txt', `filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ["it's (a) é*.txt", `filename="it's (a) e.txt"; filename*=UTF-8''it%27s%20%28a%29%20%C3%A9.txt`],
  ['x"; filename="evil.html', 'filename="x; filename=evil.html"'],
  ['a\r\nSet-Cookie: x=1.txt', 'filename="aSet-Cookie x=1.txt"'],
  ['../../etc/passwd', 'filename="passwd"'],
  ['C:\\temp\\a.txt', 'filename="a.txt"'],
  ['\ud800.txt', 'filename="txt"'],
])('%j', (name, header) => expect(contentDisposition('attachment', name)).toBe(`attachment; ${header}`))

test('the header is one line of ASCII for every character there is', () => {
  const everything = Array.from({length: 0x3000}, (_, code) => `${String.fromCharCode(code)}x`)
  const headers = everything.map((name) => contentDisposition('inline', name))
  expect(
    headers.filter(
      (header) => !/^inline; filename="[^"\\]*"(?:; filename\*=UTF-8''[\w.!#$&+^`|~%-]+)?$/.test(header),
    ),
  ).toEqual([])
  expect(headers.filter((header) => /[^\x20-\x7e]/.test(header))).toEqual([])
})
