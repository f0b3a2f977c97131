import {describe, expect, test} from 'vitest'
import {type Address, assertPublicAddress} from './public-address.ts'

const answering =
  (...addresses: string[]) =>
  async (): Promise<Address[]> =>
    addresses.map((address) => ({address, family: address.includes(':') ? 6 : 4}))
const refused = {code: 'invalid', message: expect.stringContaining('not public')}

const never = [
  '0.0.0.0',
  '0.1.2.3',
  '169.254.169.254',
  '169.254.0.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '203.0.113.1',
  '168.63.129.16',
  '100.100.100.200',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'fd00:ec2::254',
  '2001:db8::1',
  '::ffff:169.254.169.254',
  '::ffff:0.0.0.0',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '2002:7f00:1::',
  '2001::1',
  '::5',
  'fec0::1',
  '100::1',
  'nonsense',
  '',
]
const onlyIfPrivate = [
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  '::127.0.0.1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
]
const publicOnes = [
  '93.184.216.34',
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '::ffff:8.8.8.8',
]

describe('a name', () => {
  test.each(never)('that leads to %j is always refused', async (address) => {
    const lookup = answering(address)
    await expect(assertPublicAddress('https://a.example', {lookup})).rejects.toMatchObject(refused)
    await expect(
      assertPublicAddress('https://a.example', {lookup, allowPrivate: true}),
    ).rejects.toMatchObject(refused)
  })

  test.each(onlyIfPrivate)(
    'that leads to %s is refused unless private networks are allowed',
    async (address) => {
      const lookup = answering(address)
      await expect(assertPublicAddress('https://a.example', {lookup})).rejects.toMatchObject(refused)
      expect(await assertPublicAddress('https://a.example', {lookup, allowPrivate: true})).toHaveLength(1)
    },
  )

  test.each(publicOnes)('that leads to %s is fine', async (address) => {
    expect(await assertPublicAddress('https://a.example', {lookup: answering(address)})).toMatchObject([
      {address},
    ])
  })

  test('with one bad address among good ones is refused', async () => {
    const lookup = answering('8.8.8.8', '2606:4700:4700::1111', '10.0.0.1')
    await expect(assertPublicAddress('https://a.example', {lookup})).rejects.toMatchObject(refused)
  })

  test('without an address is an error', async () => {
    await expect(assertPublicAddress('https://a.example', {lookup: answering()})).rejects.toThrow(
      'no address',
    )
  })
})

const askedAnyway = () => Promise.reject(new Error('asked'))

describe('an address in the URL itself is judged without asking DNS', () => {
  const hidden = [
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '0177.0.0.1',
    '2130706433',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '0',
    '①②⑦.0.0.1',
    '127。0。0。1',
  ]

  test.each(hidden)('http://%s/', async (host) => {
    await expect(assertPublicAddress(`http://${host}/`, {lookup: askedAnyway})).rejects.toMatchObject(refused)
  })

  test('http://8.8.8.8/', async () => {
    expect(await assertPublicAddress('http://8.8.8.8/', {lookup: askedAnyway})).toEqual([
      {address: '8.8.8.8', family: 4},
    ])
  })
})

test.each([
  'file:///etc/passwd',
  'ftp://a.example',
  'gopher://a.example',
  'data:text/plain,x',
  'javascript:1',
  '//a.example',
  '',
  'http://',
  'http://user:secret@a.example',
])('%j is refused, without repeating a password', async (address) => {
  const failure = assertPublicAddress(address, {lookup: answering('8.8.8.8')})
  await expect(failure).rejects.toMatchObject({
    code: 'invalid',
    message: expect.not.stringContaining('secret'),
  })
})

test('localhost is asked of the system and refused', async () => {
  await expect(assertPublicAddress('http://localhost/')).rejects.toMatchObject(refused)
})
