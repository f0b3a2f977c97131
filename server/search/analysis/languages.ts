import {stemmer as danish} from '@orama/stemmers/danish'
import {stemmer as dutch} from '@orama/stemmers/dutch'
import {stemmer as english} from '@orama/stemmers/english'
import {stemmer as finnish} from '@orama/stemmers/finnish'
import {stemmer as french} from '@orama/stemmers/french'
import {stemmer as german} from '@orama/stemmers/german'
import {stemmer as hungarian} from '@orama/stemmers/hungarian'
import {stemmer as italian} from '@orama/stemmers/italian'
import {stemmer as norwegian} from '@orama/stemmers/norwegian'
import {stemmer as portuguese} from '@orama/stemmers/portuguese'
import {stemmer as romanian} from '@orama/stemmers/romanian'
import {stemmer as russian} from '@orama/stemmers/russian'
import {stemmer as spanish} from '@orama/stemmers/spanish'
import {stemmer as swedish} from '@orama/stemmers/swedish'
import {stemmer as turkish} from '@orama/stemmers/turkish'
import {stopwords as danishStops} from '@orama/stopwords/danish'
import {stopwords as dutchStops} from '@orama/stopwords/dutch'
import {stopwords as englishStops} from '@orama/stopwords/english'
import {stopwords as finnishStops} from '@orama/stopwords/finnish'
import {stopwords as frenchStops} from '@orama/stopwords/french'
import {stopwords as germanStops} from '@orama/stopwords/german'
import {stopwords as hungarianStops} from '@orama/stopwords/hungarian'
import {stopwords as italianStops} from '@orama/stopwords/italian'
import {stopwords as norwegianStops} from '@orama/stopwords/norwegian'
import {stopwords as portugueseStops} from '@orama/stopwords/portuguese'
import {stopwords as romanianStops} from '@orama/stopwords/romanian'
import {stopwords as russianStops} from '@orama/stopwords/russian'
import {stopwords as spanishStops} from '@orama/stopwords/spanish'
import {stopwords as swedishStops} from '@orama/stopwords/swedish'
import {stopwords as turkishStops} from '@orama/stopwords/turkish'
import {fold} from './fold.ts'

/** How the words of a language are brought to their stems, and which say too little to be looked for. */
export interface Language {
  readonly code: string
  /** Lower case in, stem without accents out. */
  stem(word: string): string
  /** Of a folded word. */
  isStopWord(word: string): boolean
}

/** For every language that is not known better: words stay as they are. */
export const simple: Language = {code: 'simple', stem: fold, isStopWord: () => false}

/** The language of a project: the first part of a BCP 47 tag decides. */
export function languageOf(tag: string): Language {
  return languages.get(tag.toLowerCase().split('-')[0] ?? '') ?? simple
}

const languages: ReadonlyMap<string, Language> = new Map(
  [
    makeLanguage('da', danish, danishStops),
    makeLanguage('de', german, germanStops),
    makeLanguage('en', english, [...englishStops, 'a']),
    makeLanguage('es', spanish, spanishStops),
    makeLanguage('fi', finnish, finnishStops),
    makeLanguage('fr', french, frenchStops),
    makeLanguage('hu', hungarian, hungarianStops),
    makeLanguage('it', italian, italianStops),
    makeLanguage('nl', dutch, dutchStops),
    makeLanguage('no', norwegian, norwegianStops),
    makeLanguage('nb', norwegian, norwegianStops),
    makeLanguage('nn', norwegian, norwegianStops),
    makeLanguage('pt', portuguese, portugueseStops),
    makeLanguage('ro', romanian, romanianStops),
    makeLanguage('ru', russian, russianStops),
    makeLanguage('sv', swedish, swedishStops),
    makeLanguage('tr', turkish, turkishStops),
  ].map((language) => [language.code, language]),
)

function makeLanguage(
  code: string,
  stemmer: (word: string) => string,
  stopWords: readonly string[],
): Language {
  const stops = new Set(stopWords.map((word) => fold(word.replaceAll("'", ''))))
  return {
    code,
    isStopWord: (word) => stops.has(word),
    stem: (word) => fold(stemmer(word)),
  }
}
