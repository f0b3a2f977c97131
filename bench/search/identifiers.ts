/** A name, path, version or hash as it stands in a text. */
export interface Identifier {
  readonly kind: keyof typeof kinds
  readonly text: string
  /** What stands after the last separator; undefined where there is none. */
  readonly lastPart: string | undefined
}

interface Kind {
  readonly pattern: RegExp
  readonly separator?: string
}

const kinds = {
  scoped: {pattern: /^[A-Za-z_]\w*(?:::\w+)+$/, separator: '::'},
  path: {pattern: /^\/?[\w.+-]+(?:\/[\w.+-]+)*\/[\w.+-]+$/, separator: '/'},
  version: {pattern: /^v?\d+\.\d+(?:\.\w+)+$/, separator: '.'},
  dotted: {pattern: /^[A-Za-z_]\w+(?:\.[A-Za-z_]\w+)+$/, separator: '.'},
  screaming: {pattern: /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/, separator: '_'},
  camel: {pattern: /^(?:[a-z]+|[A-Z][a-z]+)(?:[A-Z][a-z\d]+)+$/},
  hash: {pattern: /^(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,40}$/},
} as const satisfies Record<string, Kind>

const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]
/** Where somebody who copies it would begin and end. */
const edges = /[\s()[\]{}<>"'`“”‘’,;|!?*=&#@^…]+/
/** The identifiers of a text, each once. */
export function identifiersIn(text: string): Identifier[] {
  return [...new Set(text.split(edges))].flatMap((chunk) => readIdentifier(trim(chunk)) ?? [])
}

/** Without the punctuation of the sentence around it, and without _emphasis_; a path keeps its beginning. */
function trim(chunk: string): string {
  const text = chunk.replace(/[.:\-~+/]+$/, '').replace(/^(?:[.:\-~+]|\/(?!\w))+/, '')
  return /^_.*_$/.test(text) ? text.replace(/^_+|_+$/g, '') : text
}

function readIdentifier(text: string): Identifier | undefined {
  if (text.length > 100) return undefined
  const kind = kindNames.find((name) => kinds[name].pattern.test(text))
  if (kind === undefined) return undefined
  const {separator}: Kind = kinds[kind]
  return {kind, text, lastPart: separator === undefined ? undefined : text.split(separator).at(-1)}
}
