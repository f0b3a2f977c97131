const plain = new Set(['none', 'text', 'txt', 'plain', 'console', 'log', 'logcat', 'output', 'nolang'])
const known = new Set(
  'javascript js jsx java xml json groovy html bash sh shell css less scss cpp c h python py ruby rb php objc swift kotlin sql yaml yml typescript ts tsx diff perl go rust csharp cs scala lua r m mm gradle properties ini toml powershell bat make cmake tss haml erb vb actionscript as3 coldfusion delphi erlang haskell'.split(
    ' ',
  ),
)
const aliases: Record<string, string> = {
  'objective-c': 'objc',
  objectivec: 'objc',
  'obj-c': 'objc',
  m: 'objc',
  mm: 'objc',
  h: 'c',
  'c++': 'cpp',
  'c#': 'csharp',
  cs: 'csharp',
  js: 'js',
  gradle: 'groovy',
  tss: 'js',
  as3: 'actionscript',
}

/** The info word of a fence for a language as people write it; empty for plain text or none that is known. */
export function codeLanguage(name: string): string {
  const word = name.trim().toLowerCase()
  if (plain.has(word)) return ''
  const alias = aliases[word]
  if (alias !== undefined) return alias
  return known.has(word) ? word : ''
}

/** The language that a file's name tells, such as `app.js`. */
export function languageOfFile(fileName: string): string {
  const extension = /\.([a-z0-9+#]+)$/i.exec(fileName.trim())?.[1]
  return extension === undefined ? '' : codeLanguage(extension)
}
