import {gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {maxTextBytes} from '../limits.ts'
import {makeDocx, makePdf, makeZip} from '../testing-files.ts'
import type {TextKind} from '../text-kind.ts'
import {readText} from './read-text.ts'

async function textOf(kind: TextKind, content: string | Uint8Array): Promise<string> {
  const outcome = await readText(kind, new Uint8Array(Buffer.from(content)))
  if (outcome.state !== 'done') throw new Error(JSON.stringify(outcome))
  return outcome.text
}
const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
const outcomeOf = (kind: TextKind, content: string | Uint8Array) =>
  readText(kind, new Uint8Array(Buffer.from(content)))

describe('plain text', () => {
  test('is read in the encoding it is in', async () => {
    expect(await textOf('plain', 'Größe 😀')).toBe('Größe 😀')
    expect(await textOf('plain', '\ufeffmarked')).toBe('marked')
    expect(await textOf('plain', Buffer.from('\ufeffGröße 😀', 'utf16le'))).toBe('Größe 😀')
    expect(await textOf('plain', Buffer.from('\ufeffGröße', 'utf16le').swap16())).toBe('Größe')
    expect(await textOf('plain', Buffer.from('Größe \x80', 'latin1'))).toBe('Größe €')
  })

  test('one broken byte does not spoil the rest', async () => {
    const bytes = Buffer.concat([Buffer.from('Größe, Länge'), Buffer.from([0xff]), Buffer.from(' end')])
    expect(await textOf('plain', bytes)).toBe('Größe, Länge\ufffd end')
  })

  test('loses the colours of a terminal, control characters and wide gaps', async () => {
    expect(await textOf('plain', '\u001b[31mERROR\u001b[0m\0 a    b\t \tc  \r\n\n\n\n\nend \n')).toBe(
      'ERROR a b\tc\n\nend',
    )
  })

  test('of a long log the beginning and the end are kept', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const log = Buffer.from(`\ufefffirst ${'läuft\n'.repeat(500_000)}last`, encoding)
      const text = await textOf('plain', log)
      expect(text.slice(0, 11)).toBe('first läuft')
      expect(text.slice(-10)).toBe('läuft\nlast')
      expect(text).not.toContain('\ufffd')
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxTextBytes)
      expect(Buffer.byteLength(text)).toBeGreaterThan(maxTextBytes / 2)
    }
  })

  test('a long gap costs no more than a short one', async () => {
    expect(await textOf('plain', `a${' '.repeat(900_000)}b`)).toBe('a b')
  })

  test('nothing but blanks is empty', async () => {
    expect(await outcomeOf('plain', ' \n\t\n')).toEqual({state: 'empty'})
  })
})

describe('HTML and XML', () => {
  test('of a page what is shown counts', async () => {
    const page =
      '<!doctype html><title>Help</title><style>p{}</style><script>hidden()</script><p>Caf&eacute;<br>a&lt;b <img alt="a chart"><table><tr><td>1<td>2</table><p>not <b>closed'
    expect(await textOf('html', page)).toBe('Help\nCafé\na<b a chart\n1\t2\n\nnot closed')
  })

  test('of other XML the attributes count too', async () => {
    const report =
      '<?xml version="1.0"?><suite xmlns="urn:x"><case name="adds &amp; removes"/><![CDATA[at <main>]]></suite>'
    const text = await textOf('xml', report)
    expect(text).toContain('adds & removes')
    expect(text).toContain('at <main>')
    expect(text).not.toContain('urn:x')
  })

  test('the encoding they name is believed', async () => {
    const page = Buffer.concat([
      Buffer.from('<meta charset="shift_jis"><p>'),
      Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]),
    ])
    expect(await textOf('html', page)).toBe('テスト')
    expect(await textOf('xml', '<?xml version="1.0" encoding="no-such"?><a>ö</a>')).toContain('ö')
  })

  test('deep nesting does no harm', async () => {
    expect(await textOf('html', `${'<div>'.repeat(20_000)}deep`)).toBe('deep')
    expect(await textOf('xml', `${'<a>'.repeat(20_000)}deep`)).toBe('deep')
  })
})

describe('gzip', () => {
  test('a compressed log is read, also one that was cut off', async () => {
    const log = gzipSync(`start\n${Array.from({length: 5_000}, (_, n) => `line ${n * 7919}`).join('\n')}`)
    expect(await textOf('gzip', log)).toMatch(/^start\nline 0\n[^]*line 39587081$/)
    expect(await textOf('gzip', log.subarray(0, log.length / 2))).toMatch(/^start\nline 0\n/)
  })

  test('what holds no text, is none, or unfolds to too much, is told so', async () => {
    expect(await outcomeOf('gzip', gzipSync(Buffer.alloc(1_000)))).toMatchObject({state: 'unsupported'})
    expect(await outcomeOf('gzip', gzipSync(''))).toEqual({state: 'empty'})
    expect(await outcomeOf('gzip', 'no gzip')).toMatchObject({state: 'failed'})
    expect(await outcomeOf('gzip', gzipSync(Buffer.alloc(101 * 1024 ** 2, 'a')))).toMatchObject({
      state: 'tooLarge',
    })
  })
})

describe('office documents', () => {
  test('Word: paragraphs, tables, footnotes, and nothing twice or deleted', async () => {
    const docx = makeZip({
      'word/footnotes.xml': '<w:footnotes><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnotes>',
      'word/document.xml': `<w:document><w:body>
        <w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr><w:r><w:t>Over</w:t></w:r><w:r><w:t>view &amp; more</w:t></w:r></w:p>
        <w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:t>left</w:t><w:tab/><w:t>right</w:t></w:r></w:p>
        <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice>
          <mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>
        </w:body></w:document>`,
    })
    expect(await textOf('office', docx)).toBe('Overview & more\nleft\tright\nBox\nNote')
  })

  test('Excel: names of sheets, and rows with their texts and numbers', async () => {
    const xlsx = makeZip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="Errors" sheetId="1"/></sheets></workbook>',
      'xl/sharedStrings.xml': '<sst><si><t>Code</t></si><si><r><t>Mean</t></r><r><t>ing</t></r></si></sst>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>
        <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>
        <row><c><f>1+1</f><v>80070005</v></c><c t="inlineStr"><is><t>denied</t></is></c></row>
        <row><c t="s"><v>99</v></c></row></sheetData></worksheet>`,
      'xl/comments1.xml': '<comments><comment><text><r><t>Check this</t></r></text></comment></comments>',
    })
    expect(await textOf('office', xlsx)).toBe('Errors\nCode\tMeaning\n80070005\tdenied\n\nCheck this')
  })

  test('PowerPoint: slides in order, then the notes', async () => {
    const pptx = makeZip({
      'ppt/slides/slide10.xml': slide('ten'),
      'ppt/slides/slide2.xml': slide('two'),
      'ppt/notesSlides/notesSlide1.xml': slide('note'),
    })
    expect(await textOf('office', pptx)).toBe('two\nten\nnote')
  })

  test('OpenDocument: texts without their former versions, and sheets by rows', async () => {
    const odt = makeZip({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': `<office:document-content><office:body><office:text>
        <text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
        <text:h>Head</text:h><text:p>a<text:s/>b<text:tab/><text:span>c</text:span></text:p>
        </office:text></office:body></office:document-content>`,
    })
    expect(await textOf('office', odt)).toBe('Head\na b\tc')
    const ods = makeZip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml':
        '<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>',
    })
    expect(await textOf('office', ods)).toBe('1\t2')
  })

  test('a bomb does not go off', async () => {
    const large = makeZip({'word/document.xml': new Uint8Array(101 * 1024 ** 2)})
    expect(await outcomeOf('office', large)).toEqual({
      state: 'tooLarge',
      reason: 'Unfolds to more than 100 MB',
    })
    const many = Object.fromEntries(Array.from({length: 5_001}, (_, n) => [`media/${n}`, '']))
    expect(await outcomeOf('office', makeZip({...many, 'word/document.xml': '<t>x</t>'}))).toEqual({
      state: 'tooLarge',
      reason: 'Holds more than 5000 files',
    })
  })

  test('one that lies about its size is read as far as it said', async () => {
    const docx = makeDocx('a'.repeat(500_000))
    for (let at = docx.indexOf('PK\x01\x02'); at >= 0; at = docx.indexOf('PK\x01\x02', at + 1))
      docx.writeUInt32LE(300, at + 24)
    expect(await textOf('office', docx)).toMatch(/^a{1,300}$/)
  })

  test('other archives and broken ones are told so', async () => {
    expect(await outcomeOf('office', makeZip({'a.txt': 'a'}))).toMatchObject({state: 'unsupported'})
    expect(await outcomeOf('office', makeDocx('x').subarray(0, 80))).toMatchObject({state: 'failed'})
    expect(await outcomeOf('office', 'PK')).toMatchObject({state: 'failed'})
  })
})

describe('PDF', () => {
  test('is read page by page', async () => {
    expect(await textOf('pdf', makePdf('First page', 'Second page'))).toBe('First page\n\nSecond page')
  })

  test('one without text is empty, a broken one failed', async () => {
    expect(await outcomeOf('pdf', makePdf(''))).toEqual({state: 'empty'})
    expect(await outcomeOf('pdf', '%PDF-1.7 and no more')).toMatchObject({state: 'failed'})
  })
})

describe('RTF', () => {
  test('letters of every kind are read, tables of fonts are not', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}{\*\generator Hidden;}\uc1
{\b Bold} text\par \'ef\'f0\'e8 \u8364?5 \u-10179?\u-8704?\{a\\b\}\line{\pict 0102ff}end}`
    expect(await textOf('rtf', rtf)).toBe('Bold text\nпри €5 😀{a\\b}\nend')
  })

  test('bytes that are one letter together are', async () => {
    expect(await textOf('rtf', String.raw`{\rtf1\ansicpg932 \'83\'65\'83\'58}`)).toBe('テス')
  })
})
