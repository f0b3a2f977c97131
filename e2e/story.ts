import {test as base, expect, type Page} from '@playwright/test'
import {Fettle} from './server.ts'

export const admin = {name: 'Ada Admin', email: 'ada@example.org', password: 'correct horse battery'}

interface Fixtures {
  /** A server of this file's own; its first administrator is `admin`. */
  fettle: Fettle
}

/** Tests that share one server, each with a browser of its own. */
export const test = base.extend<object, Fixtures>({
  fettle: [
    async ({browser}, use) => {
      const fettle = await Fettle.start()
      const page = await browser.newPage()
      await becomeAdministrator(page, fettle)
      await page.close()
      await use(fettle)
      await fettle.stop()
    },
    {scope: 'worker', timeout: 120_000},
  ],
})

export {expect}

/** Follows the link that the server printed. */
export async function becomeAdministrator(page: Page, {firstAdministratorLink}: Fettle): Promise<void> {
  if (firstAdministratorLink === undefined) throw new Error('The server printed no link')
  await page.goto(firstAdministratorLink)
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password', {exact: true}).fill(admin.password)
  await page.getByRole('button', {name: 'Make the account and start'}).click()
  await expect(page.getByRole('navigation', {name: 'Main'})).toBeVisible()
}

export async function signIn(
  page: Page,
  {address}: Fettle,
  who: {email: string; password: string} = admin,
): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('E-mail').fill(who.email)
  await page.getByLabel('Password', {exact: true}).fill(who.password)
  await page.getByRole('button', {name: 'Sign in', exact: true}).click()
  await expect(page.getByRole('navigation', {name: 'Main'})).toBeVisible()
}

/** Calls the API with the session of a page, for what a story takes for granted. */
export async function call<Answer = {key: string; id: number}>(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await page.evaluate(
    async ([method, path, body]) => {
      const response = await fetch(`/api/v1${path}`, {
        method,
        ...(body === undefined
          ? {}
          : {headers: {'content-type': 'application/json'}, body: JSON.stringify(body)}),
      })
      return {ok: response.ok, text: await response.text()}
    },
    [method, path, body] as const,
  )
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.text}`)
  return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Answer
}
