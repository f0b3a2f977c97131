/** Tells of the rows that pass: a line of COPY is a row, as line breaks within values are escaped. */
export async function* countRows(
  chunks: AsyncIterable<Buffer>,
  onRows: (count: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    let count = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++
    onRows(count)
    yield chunk
  }
}
