import {createServer, type AddressInfo, type Socket} from 'node:net'

/** A mail server that takes everything and keeps it. */
export interface SmtpSink {
  readonly url: string
  readonly mails: {to: string; text: string}[]
  close(): Promise<void>
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const mails: SmtpSink['mails'] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    talk(socket, (mail) => mails.push(mail))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    mails,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function talk(socket: Socket, keep: (mail: {to: string; text: string}) => void): void {
  let rest = ''
  let to = ''
  let data: string[] | undefined
  const say = (line: string) => socket.write(`${line}\r\n`)
  const answers: [RegExp, () => void][] = [
    [/^DATA/i, () => ((data = []), say('354 Go on'))],
    [/^QUIT/i, () => (say('221 Bye'), socket.end())],
    [/^/, () => say('250 Fine')],
  ]
  say('220 sink')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (data !== undefined && line === '.') {
        keep({to, text: decode(data)})
        data = undefined
        say('250 Kept')
      } else if (data !== undefined) data.push(line)
      else {
        to = /^RCPT TO:<(.*)>/i.exec(line)?.[1] ?? to
        answers.find(([command]) => command.test(line))?.[1]()
      }
    }
  })
}

/** Undoes quoted-printable, of which these mails need no more than soft line breaks and `=XX`. */
function decode(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replaceAll('=\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
