/** The lines of a text that are not empty, trimmed, as one line. */
export function joinLines(text: string, separator: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(separator)
}
