import {unzipSync} from 'fflate'
import {maxEntries, maxInflatedBytes} from '../limits.ts'
import {Unreadable} from './unreadable.ts'

/**
 * The wanted files of an archive, in human order of their names.
 *
 * @throws Unreadable `tooLarge` before anything is inflated beyond the limits
 */
export function unzipParts(bytes: Uint8Array, isWanted: (name: string) => boolean): [string, Uint8Array][] {
  let entries = 0
  let inflated = 0
  const parts = unzipSync(bytes, {
    filter({name, size, originalSize}) {
      if (++entries > maxEntries) throw new Unreadable('tooLarge', `Holds more than ${maxEntries} files`)
      if (!isWanted(name)) return false
      // fflate never writes more than the archive says, so what it says can be counted on.
      inflated += Math.max(size, originalSize)
      if (!(inflated <= maxInflatedBytes)) throw new Unreadable('tooLarge', 'Unfolds to more than 100 MB')
      return true
    },
  })
  return Object.entries(parts).toSorted(([a], [b]) => a.localeCompare(b, 'en', {numeric: true}))
}
