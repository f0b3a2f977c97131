import type {TextSink} from './text-sink.ts'

export interface RtfLetters {
  /** Windows' number of the page that bytes are letters of. */
  setCodePage(number: string | undefined): void
  /** A letter of UTF-16, perhaps as a negative number; so many plain ones after it say the same. */
  addUnicode(code: number, fallbackLength: number): void
  addByte(byte: number): void
  addText(text: string): void
  addSymbol(symbol: string): void
  /** Gives the last bytes away. */
  flush(): void
}

/** Puts letters together: bytes in a row may be one. */
export function rtfLetters(sink: TextSink): RtfLetters {
  let decoder = new TextDecoder('windows-1252')
  let bytes: number[] = []
  let passOver = 0

  function flush(): void {
    if (bytes.length > 0) sink.add(decoder.decode(Uint8Array.from(bytes)))
    bytes = []
  }
  function add(text: string): void {
    flush()
    sink.add(text)
  }
  return {
    flush,
    setCodePage(number) {
      decoder = new TextDecoder(encodings[number ?? ''] ?? 'windows-1252')
    },
    addUnicode(code, fallbackLength) {
      add(String.fromCharCode(code & 0xffff))
      passOver = fallbackLength
    },
    addByte(byte) {
      if (passOver > 0) passOver--
      else bytes.push(byte)
    },
    addText(text) {
      add(text.slice(passOver))
      passOver -= Math.min(passOver, text.length)
    },
    addSymbol(symbol) {
      add(symbol)
      passOver = 0
    },
  }
}

const encodings: Readonly<Record<string, string>> = {
  '866': 'ibm866',
  '874': 'windows-874',
  '932': 'shift_jis',
  '936': 'gbk',
  '949': 'euc-kr',
  '950': 'big5',
  '1250': 'windows-1250',
  '1251': 'windows-1251',
  '1253': 'windows-1253',
  '1254': 'windows-1254',
  '1255': 'windows-1255',
  '1256': 'windows-1256',
  '1257': 'windows-1257',
  '1258': 'windows-1258',
  '10000': 'macintosh',
  '65001': 'utf-8',
}
