import {AxeBuilder} from '@axe-core/playwright'
import type {Page} from '@playwright/test'
import {admin, call, expect, signIn, test} from './story.ts'

const reporter = {email: 'rosa@example.org', password: 'another good password'}

async function makeProject(page: Page, key: string): Promise<void> {
  await call(page, 'POST', '/projects', {key, name: `Project ${key}`, visibility: 'private'})
}

async function makeIssue(page: Page, project: string, title: string): Promise<string> {
  return (await call(page, 'POST', '/issues', {project, type: 'bug', title})).key
}

test('an invited reporter sees their project, and neither notes nor other projects', async ({
  fettle,
  browser,
  page,
}) => {
  await signIn(page, fettle)
  await makeProject(page, 'OPEN')
  await makeProject(page, 'SECRET')
  await makeIssue(page, 'SECRET', 'Nobody may know')
  const key = await makeIssue(page, 'OPEN', 'Everybody may know')
  await call(page, 'POST', `/issues/${key}/comments`, {body: 'A public answer'})
  await call(page, 'POST', `/issues/${key}/comments`, {body: 'Between us', isInternal: true})
  const {url} = await call<{url: string}>(page, 'POST', '/invitations', {
    project: 'OPEN',
    role: 'reporter',
    email: reporter.email,
  })

  const other = await (await browser.newContext()).newPage()
  await other.goto(
    new URL(new URL(url).pathname + new URL(url).search + new URL(url).hash, fettle.address).href,
  )
  await other.getByLabel('Your name').fill('Rosa Reporter')
  await other.getByLabel('Password', {exact: true}).fill(reporter.password)
  await other.getByRole('button', {name: 'Accept and start'}).click()
  await expect(other.getByRole('navigation', {name: 'Main'})).toBeVisible()
  await other.goto(`${fettle.address}/issues/${key}`)
  await expect(other.getByText('A public answer')).toBeVisible()
  await expect(other.getByText('Between us')).toBeHidden()
  await other.goto(`${fettle.address}/issues/SECRET-1`)
  await expect(other.getByText('There is no SECRET-1 here')).toBeVisible()
  await other.goto(`${fettle.address}/issues`)
  await expect(other.getByText('Everybody may know')).toBeVisible()
  await expect(other.getByText('Nobody may know')).toBeHidden()
  await other.context().close()
})

test('what one person changes, another sees without reloading', async ({fettle, browser, page}) => {
  await signIn(page, fettle)
  await makeProject(page, 'LIVE')
  const key = await makeIssue(page, 'LIVE', 'Watched by two')
  const other = await (await browser.newContext()).newPage()
  await signIn(other, fettle)
  await other.goto(`${fettle.address}/projects/LIVE/issues`)
  await expect(other.getByText('Watched by two')).toBeVisible()

  await page.goto(`${fettle.address}/issues/${key}`)
  await page.getByRole('button', {name: /^Watched by two/}).click()
  await page.getByRole('textbox', {name: /title/i}).fill('Renamed under your eyes')
  await page.keyboard.press('Enter')
  await expect(other.getByText('Renamed under your eyes')).toBeVisible()
  await makeIssue(page, 'LIVE', 'Brand new')
  await expect(other.getByText('Brand new')).toBeVisible()
  await other.context().close()
})

test('files are attached, shown and never run', async ({fettle, page}) => {
  await signIn(page, fettle)
  await makeProject(page, 'FILES')
  const key = await makeIssue(page, 'FILES', 'With files')
  await page.goto(`${fettle.address}/issues/${key}`)
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', {name: 'Attach files'}).first().click()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>'
  await (
    await chooser
  ).setFiles([
    {name: 'hostile.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg)},
    {name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('one line')},
  ])
  await expect(page.getByText('hostile.svg').first()).toBeVisible()
  await expect(page.getByText('notes.txt').first()).toBeVisible()
  await page.getByRole('textbox', {name: 'Write a comment'}).fill('See the files')
  await page.getByRole('button', {name: 'Send comment'}).click()
  const {items} = await expectFiles(page, key)
  const served = await page.request.get(
    `${fettle.address}/api/v1/attachments/${items.find(({name}) => name === 'hostile.svg')?.id}/content`,
  )
  expect(served.headers()['content-disposition']).toContain('attachment')
  expect(served.headers()['content-security-policy']).toContain('sandbox')
})

async function expectFiles(page: Page, key: string): Promise<{items: {id: number; name: string}[]}> {
  type Files = {items: {id: number; name: string}[]}
  await expect
    .poll(async () => (await call<Files>(page, 'GET', `/issues/${key}/attachments`)).items.length)
    .toBe(2)
  return call<Files>(page, 'GET', `/issues/${key}/attachments`)
}

test('a hostile text is shown and does nothing', async ({fettle, page}) => {
  await signIn(page, fettle)
  await makeProject(page, 'EVIL')
  const body =
    '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>[x](javascript:document.title="run") **bold**'
  const {key} = await call(page, 'POST', '/issues', {
    project: 'EVIL',
    type: 'bug',
    title: '<b onclick=alert(1)>x</b>',
    body,
  })
  await page.goto(`${fettle.address}/issues/${key}`)
  await expect(page.locator('strong', {hasText: 'bold'})).toBeVisible()
  await expect(page).not.toHaveTitle(/run/)
  await expect(page.locator('[onerror], [onclick], a[href^="javascript"]')).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`pages are accessible, ${colorScheme}`, async ({fettle, page}) => {
    test.setTimeout(120_000)
    await page.emulateMedia({colorScheme})
    await page.goto(`${fettle.address}/sign-in`)
    await expect(page.getByRole('heading', {name: 'Sign in to Fettle'})).toBeVisible()
    await expectAccessible(page)
    await signIn(page, fettle)
    const project = colorScheme === 'light' ? 'AXEL' : 'AXED'
    await makeProject(page, project)
    const key = await makeIssue(page, project, 'To be looked at')
    await call(page, 'POST', `/issues/${key}/comments`, {
      body: '- [ ] a task\n\n| a | b |\n|---|---|\n| 1 | 2 |',
    })
    await call(page, 'POST', `/issues/${key}/comments`, {body: 'Between us', isInternal: true})
    for (const [path, text] of [
      ['/projects', `Project ${project}`],
      [`/projects/${project}/issues`, 'To be looked at'],
      [`/issues/${key}`, 'Between us'],
      [`/new-issue?project=${project}&type=bug`, 'Create bug'],
      ['/account', admin.name],
    ] as const) {
      await page.goto(`${fettle.address}${path}`)
      await expect(page.getByText(text).last()).toBeVisible()
      await expectAccessible(page)
    }
  })

async function expectAccessible(page: Page): Promise<void> {
  const {violations} = await new AxeBuilder({page})
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map(
      ({id, nodes}) =>
        `${id}: ${nodes
          .map(({html}) => html)
          .join(' ')
          .slice(0, 300)}`,
    ),
  ).toEqual([])
}

test('it speaks German to who wants it', async ({fettle, browser}) => {
  const context = await browser.newContext({locale: 'de-DE'})
  const page = await context.newPage()
  await page.goto(`${fettle.address}/sign-in`)
  await expect(page.getByRole('button', {name: 'Anmelden', exact: true})).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/)
  await context.close()
})
