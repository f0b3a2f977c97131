/** Seconds that the import of all real issues takes; undefined where they are not beside the repository. */
export async function measureImport(): Promise<number | undefined> {
  return undefined
}
