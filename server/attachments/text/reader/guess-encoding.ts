/**
 * The encoding of bytes that nobody named one for. UTF-16 has its mark. Otherwise UTF-8, where a few broken bytes do no harm to the rest; unless more of it is
 * broken than whole, which is how Windows-1252 looks.
 */
export function guessEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const text = new TextDecoder().decode(bytes.subarray(0, sampleBytes), {stream: true})
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const whole = text.match(/[^\0-\u007f\ufffd]/g)?.length ?? 0
  return broken > whole ? 'windows-1252' : 'utf-8'
}

const sampleBytes = 1024 ** 2
