import {expect, test} from 'vitest'
import {findTextKind} from './text-kind.ts'

const opaque = 'application/octet-stream'
const latin = Buffer.from('Fehler beim \xd6ffnen der Datei\r\n', 'latin1')

test.each([
  ['crash.log', 'text/plain; charset=utf-8', 'started', 'plain'],
  ['notes', 'text/plain; charset=utf-8', 'started', 'plain'],
  ['app.js', opaque, 'alert(1)', 'plain'],
  ['old.log', opaque, latin, 'plain'],
  ['page.html', opaque, '<p>Hello</p>', 'html'],
  ['page', opaque, '\n<!DOCTYPE html><p>', 'html'],
  ['page.xml', opaque, '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', 'html'],
  ['junit.xml', opaque, '<?xml version="1.0"?><testsuite/>', 'xml'],
  ['app.log.gz', 'application/gzip', '\x1f\x8b', 'gzip'],
  ['a.pdf', 'application/pdf', '%PDF', 'pdf'],
  ['a.docx', 'application/zip', 'PK', 'office'],
  ['renamed', 'application/vnd.oasis.opendocument.text', 'PK', 'office'],
  ['macros.xlsm', 'application/vnd.ms-excel.sheet.macroenabled.12', 'PK', 'office'],
  ['a.rtf', 'application/rtf', '{\\rtf1', 'rtf'],
])('%s, %s, is read', (name, mime, beginning, kind) => {
  expect(findTextKind({name, mime}, Buffer.from(beginning))).toBe(kind)
})

test.each([
  ['shot.png', 'image/png', 'text all the same'],
  ['drawing.svg', opaque, '<svg><text>x</text></svg>'],
  ['mail.eml', 'text/plain; charset=utf-8', 'From: a'],
  ['sources.zip', 'application/zip', 'PK\x03\x04\x14\x00'],
  ['sources.tar.gz', 'application/gzip', '\x1f\x8b'],
  ['program', opaque, '\x7fELF\x02\x01\x01\x00\x00'],
  ['letter.doc', 'application/x-cfb', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00'],
  ['noise.dat', opaque, Buffer.alloc(100, 0xe5)],
])('%s, %s, is not', (name, mime, beginning) => {
  expect(findTextKind({name, mime}, Buffer.from(beginning))).toBeUndefined()
})
