import {lookup as dnsLookup} from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import {AppError} from '../errors.ts'

export type Address = {address: string; family: 4 | 6}

/** Every address of a host name. */
export type Lookup = (hostname: string) => Promise<Address[]>

export type AddressRules = {
  /** Also addresses of this machine and of private networks, for an installation that has its services there. */
  allowPrivate?: boolean
  lookup?: Lookup
}

/**
 * Checks an address that came from a user before the server connects to it, and says where to connect.
 * Throws AppError `invalid` if it is not http or https, carries a password, or if any address behind its name is
 * not public: this machine, a private network, a cloud's metadata service …
 * Connect only to what this returns: a name asked again may answer otherwise (DNS rebinding).
 */
export async function assertPublicAddress(
  address: string | URL,
  rules: AddressRules = {},
): Promise<Address[]> {
  const url = parseUrl(address)
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await resolve(hostname, rules.lookup ?? systemLookup)
  for (const {address} of addresses) {
    if (!isAllowed(address, rules.allowPrivate ?? false)) {
      throw refused(
        url,
        hostname === address ? `${address} is not public` : `${hostname} is ${address}, which is not public`,
      )
    }
  }
  return addresses
}

function parseUrl(address: string | URL): URL {
  const url = URL.parse(String(address))
  if (url === null)
    throw new AppError('invalid', `Cannot fetch "${String(address).slice(0, 200)}": not a URL`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused(url, `${url.protocol} is neither http: nor https:`)
  if (url.username !== '' || url.password !== '') throw refused(url, 'it carries a user name or password')
  return url
}

// URL has already turned 0x7f.1, 2130706433 and the like into 127.0.0.1
async function resolve(hostname: string, lookup: Lookup): Promise<Address[]> {
  if (ipaddr.IPv4.isValidFourPartDecimal(hostname)) return [{address: hostname, family: 4}]
  if (ipaddr.IPv6.isValid(hostname)) return [{address: hostname, family: 6}]
  const addresses = await lookup(hostname)
  if (addresses.length === 0) throw new Error(`Cannot find the address of ${hostname}: no address`)
  return addresses
}

const systemLookup: Lookup = async (hostname) => {
  const found = await dnsLookup(hostname, {all: true, verbatim: true})
  return found.map(({address, family}) => ({address, family: family === 6 ? 6 : 4}))
}

const privateRanges = new Set<string>(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

// Inside ranges that can be allowed, or public by their number: AWS over IPv6, Alibaba, Azure
const metadataServices = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16'])

function isAllowed(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address in IPv6 clothes (::ffff:127.0.0.1) is judged as what it is
  const parsed = ipaddr.process(address)
  if (metadataServices.has(parsed.toString())) return false

  const range = parsed.range()
  if (privateRanges.has(range)) return allowPrivate
  if (range !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
}

function refused(url: URL, reason: string): AppError {
  return new AppError('invalid', `Cannot fetch ${url.protocol}//${url.host}: ${reason}`)
}
