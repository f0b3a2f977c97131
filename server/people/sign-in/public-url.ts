import type {Config} from '../../core/config.ts'

/**
 * The address people use, for links in mails. Never taken from a request: whoever asks for a link chooses
 * the Host header, and could have the link lead to a machine of theirs.
 */
export function publicUrl({url, host, port}: Pick<Config, 'url' | 'host' | 'port'>): string {
  if (url !== undefined) return url
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
