/** The connection string for another database of the same server. */
export function withDatabase(connectionString: string, database: string): string {
  return connectionString.replace(/^([^?]*\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`)
}
