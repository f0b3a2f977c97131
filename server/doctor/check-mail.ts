import {createTransport} from 'nodemailer'
import {fail, ok, type Check, type Patient, type Told} from './finding.ts'

export const mailChecks: readonly Check[] = [{name: 'Mail', run: checkMail}]

const patienceMs = 10_000

async function checkMail({config: {smtpUrl}}: Patient): Promise<Told[]> {
  if (smtpUrl === undefined) return ok('none is set, so none is sent (FETTLE_SMTP_URL)')
  const {hostname} = new URL(smtpUrl)
  const transport = createTransport(smtpUrl, {})
  try {
    await within(transport.verify())
    return ok(`${hostname} answers and lets us in`)
  } catch (error) {
    return fail(
      `${hostname} cannot be used: ${(error as Error).message}`,
      'Check FETTLE_SMTP_URL and the network',
    )
  } finally {
    transport.close()
  }
}

function within<Result>(work: Promise<Result>): Promise<Result> {
  const {promise, reject} = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer within 10 s')), patienceMs)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
