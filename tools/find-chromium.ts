import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {delimiter, join} from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a Chromium or Chrome on this machine. */
export function findChromium(): string | undefined {
  const given = process.env['FETTLE_TEST_CHROMIUM']
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
  return [given, ...inPath, ...elsewhere].find((path) => path !== undefined && existsSync(path))
}

/**
 * Finds Chromium, or installs it from the system's packages where this user may.
 *
 * @throws Error that says what to install
 */
export function getChromium(): string {
  const found = findChromium() ?? installWithApt()
  if (found === undefined)
    throw new Error(
      'The browser tests need Chromium or Chrome: install it (Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), or name one in FETTLE_TEST_CHROMIUM',
    )
  return found
}

function installWithApt(): string | undefined {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return undefined
  process.stderr.write('Installing Chromium from the system’s packages …\n')
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  return findChromium()
}
