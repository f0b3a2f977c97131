/** The token of the link that led here. It stands behind #, where no server logs it; printed links have it in ?token=. */
export function linkToken(): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  return token ?? new URLSearchParams(location.search).get('token') ?? undefined
}
