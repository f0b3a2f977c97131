const most = 2 ** 31 - 1

/** Reads `WEB-42`, or `#42` and `42` where the project goes without saying (null). Answers the project in capitals. */
export function readIssueKey(
  text: string,
): {readonly project: string | null; readonly number: number} | null {
  const parts = /^(?:([a-z][a-z0-9_]{0,31})-|#)?(\d{1,10})$/i.exec(text)
  if (parts === null) return null
  const number = Number(parts[2])
  return number > 0 && number <= most ? {project: parts[1]?.toUpperCase() ?? null, number} : null
}
