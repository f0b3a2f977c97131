import {createTransport} from 'nodemailer'
import type {Config} from '../config.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** False while no mail server is set: what needs mail says so instead of failing later. */
  readonly isConfigured: boolean
  send(mail: Mail): Promise<void>
}

export function createMailer({smtpUrl, mailFrom}: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer {
  if (smtpUrl === undefined) {
    return {
      isConfigured: false,
      send: () => Promise.reject(new Error('No mail server is set (FETTLE_SMTP_URL)')),
    }
  }
  const transport = createTransport(smtpUrl)
  const from = mailFrom ?? 'Fettle <fettle@localhost>'
  return {
    isConfigured: true,
    async send(mail) {
      await transport.sendMail({from, ...mail})
    },
  }
}
