/** Lower case without accents, and ß as ss: how words are compared. */
export function fold(word: string): string {
  return isAscii.test(word)
    ? word.toLowerCase()
    : word.toLowerCase().normalize('NFKD').replace(marks, '').replaceAll('ß', 'ss').normalize('NFC')
}

const isAscii = /^[\0-\x7f]*$/
const marks = /\p{M}/gu
