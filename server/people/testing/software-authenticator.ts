import {createHash, generateKeyPairSync, randomBytes, sign, type KeyObject} from 'node:crypto'

interface CreationOptions {
  challenge: string
  rp: {id?: string}
  user: {id: string}
}

interface RequestOptions {
  challenge: string
  rpId?: string
}

/** A passkey in software (WebAuthn Level 3, section 6): ES256, attestation "none", always verifies its user. */
export interface SoftwareAuthenticator {
  create(options: CreationOptions, origin: string): object
  get(options: RequestOptions, origin: string, flags?: {isUserVerified?: boolean}): object
}

const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

export function createSoftwareAuthenticator(): SoftwareAuthenticator {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'})
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0
  let userHandle = ''

  return {
    create({challenge, rp, user}, origin) {
      userHandle = user.id
      const attested = Buffer.concat([
        Buffer.alloc(16),
        uint16(credentialId.length),
        credentialId,
        cborMap(coseKey(publicKey)),
      ])
      const flags = userPresent | userVerified | hasCredential
      const authData = Buffer.concat([authenticatorData(rp.id ?? '', flags, counter), attested])
      const attestation = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(authData)],
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      }
    },
    get({challenge, rpId}, origin, {isUserVerified = true} = {}) {
      counter++
      const flags = userPresent | (isUserVerified ? userVerified : 0)
      const data = authenticatorData(rpId ?? '', flags, counter)
      const client = clientData('webauthn.get', challenge, origin)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle,
        },
        clientExtensionResults: {},
      }
    },
  }
}

function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), count])
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({type, challenge, origin, crossOrigin: false}))
}

/** RFC 9053, sections 2.1 and 7.1.1: kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(publicKey: KeyObject): [Buffer, Buffer][] {
  const {x = '', y = ''} = publicKey.export({format: 'jwk'})
  return [
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
  ]
}

/** RFC 8949, section 3: major type and argument. */
function cborHead(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument])
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument])
  return Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(argument)])
}

function cborInt(value: number): Buffer {
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value)
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes])
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, text.length), Buffer.from(text)])
}

function cborMap(entries: readonly [Buffer, Buffer][]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat()])
}

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
