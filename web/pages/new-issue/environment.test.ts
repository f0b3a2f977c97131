import {expect, test} from 'vitest'
import {environmentText} from './environment.ts'

const page = {userAgent: '', width: 1440, height: 900, language: 'en-GB'}

test('names browser, system, window and language', () => {
  const brands = [
    {brand: 'Not=A?Brand', version: '8'},
    {brand: 'Chromium', version: '156'},
    {brand: 'Google Chrome', version: '156'},
  ]
  expect(environmentText({...page, brands, platform: 'macOS', platformVersion: '26.1.0'})).toBe(
    'Chrome 156 on macOS 26.1, 1440 × 900, en-GB',
  )
  expect(environmentText({...page, brands, platform: 'Windows', platformVersion: '15.0.0'})).toContain(
    'Windows 11',
  )
})

test('reads the old text where there is nothing else', () => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'
  expect(environmentText({...page, userAgent})).toBe('Firefox 144 on Linux, 1440 × 900, en-GB')
})
