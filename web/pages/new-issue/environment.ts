/** What the browser tells about itself; the first form is only in Chromium. */
export interface BrowserFacts {
  brands?: readonly {brand: string; version: string}[] | undefined
  platform?: string | undefined
  platformVersion?: string | undefined
  userAgent: string
  width: number
  height: number
  language: string
}

/** `Chrome 156 on macOS 26, 1440 × 900, en-GB`: browser, system, window, language. */
export function environmentText(facts: BrowserFacts): string {
  const browser = browserOf(facts)
  const system = systemOf(facts)
  const where = system === undefined ? browser : `${browser} on ${system}`
  return [where, `${facts.width} × ${facts.height}`, facts.language].join(', ')
}

/** Asks the browser; the version of the system only comes on request. */
export async function readBrowser(): Promise<BrowserFacts> {
  const {userAgent, language} = navigator
  const base = {userAgent, language, width: innerWidth, height: innerHeight}
  const data = (navigator as NavigatorWithData).userAgentData
  if (!data) return base
  const {platformVersion} = await data.getHighEntropyValues(['platformVersion']).catch((): Hints => ({}))
  return {...base, brands: data.brands, platform: data.platform, platformVersion}
}

interface Hints {
  platformVersion?: string
}
interface NavigatorWithData extends Navigator {
  userAgentData?: {
    brands: {brand: string; version: string}[]
    platform: string
    getHighEntropyValues: (hints: string[]) => Promise<Hints>
  }
}

function browserOf({brands = [], userAgent}: BrowserFacts): string {
  const real = brands.filter(({brand}) => !/not.?a.?brand/i.test(brand))
  const own = real.find(({brand}) => brand !== 'Chromium') ?? real[0]
  if (own) return `${own.brand.replace('Google ', '').replace('Microsoft ', '')} ${own.version}`
  for (const [name, pattern] of agents) {
    const [, version] = pattern.exec(userAgent) ?? []
    if (version !== undefined) return `${name} ${version}`
  }
  return userAgent
}

/** In this order: each names the ones before it in its own text. */
const agents: [string, RegExp][] = [
  ['Firefox', /Firefox\/(\d+)/],
  ['Edge', /Edg\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+(?:\.\d+)?).*Safari/],
]

function systemOf({platform, platformVersion, userAgent}: BrowserFacts): string | undefined {
  if (platform === 'Windows')
    return Number.parseInt(platformVersion ?? '0') >= 13 ? 'Windows 11' : 'Windows 10'
  if (platform === 'macOS' || platform === 'Android')
    return [platform, platformVersion?.split('.').slice(0, 2).join('.').replace(/\.0$/, '')]
      .filter(Boolean)
      .join(' ')
  if (platform) return platform
  if (/iPhone|iPad/.test(userAgent)) return 'iOS'
  if (userAgent.includes('Android')) return 'Android'
  if (userAgent.includes('Windows')) return 'Windows'
  if (userAgent.includes('Mac OS X')) return 'macOS'
  return userAgent.includes('Linux') ? 'Linux' : undefined
}
