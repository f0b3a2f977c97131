let since = Infinity

/** The event stream has told of everything since this time (ms); Infinity while it does not run. */
export function setLiveSince(time: number): void {
  since = time
}

/** Whether what was read at that time is still true, unless the stream said otherwise. */
export function isLiveSince(time: number): boolean {
  return time >= since
}
