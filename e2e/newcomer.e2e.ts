import {execFile} from 'node:child_process'
import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {expect, test} from '@playwright/test'
import {Fettle} from './server.ts'
import {becomeAdministrator, signIn} from './story.ts'

const root = join(import.meta.dirname, '..')

test('a newcomer imports a tracker, finds an issue, files one, and a power cut takes nothing', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const fettle = await Fettle.start()
  try {
    await becomeAdministrator(page, fettle)
    await importJira(fettle)

    await page.goto(`${fettle.address}/projects`)
    await page.getByRole('main').getByRole('link', {name: 'Titanium SDK/CLI', exact: true}).click()
    const filter = page.getByRole('combobox', {name: 'Filter'})
    await filter.fill('succesfully android project')
    await filter.press('Enter')
    await page.getByRole('link', {name: "XP users can't get a succesfully created android project"}).click()
    await expect(page).toHaveURL(/\/issues\/TIMOB-10$/)
    await expect(page.getByText('project.py fails to launch in XP')).toBeVisible()
    await expect(page.getByText('use subprocess.popen')).toBeVisible()

    await page.goto(`${fettle.address}/new-issue?project=TIMOB&type=bug`)
    await page.getByRole('textbox', {name: 'Title'}).fill('Start page stays white')
    await page.getByRole('textbox', {name: 'Steps'}).fill('1. Open the start page')
    await page.getByRole('button', {name: 'Create bug'}).click()
    await expect(page.getByRole('heading', {name: 'Start page stays white'})).toBeVisible()
    const address = page.url()
    expect(address).toMatch(/\/issues\/TIMOB-\d+$/)

    await page.getByRole('textbox', {name: 'Write a comment'}).fill('It is the **font**')
    await page.getByRole('button', {name: 'Send comment'}).click()
    await expect(page.locator('strong', {hasText: 'font'})).toBeVisible()
    await page.getByRole('button', {name: 'Resolve', exact: true}).click()
    await page.getByRole('menuitem', {name: 'Fixed'}).click()
    await expect(page.getByRole('button', {name: 'Status: Resolved'})).toBeVisible()
    await page.getByRole('button', {name: 'Close', exact: true}).click()
    await page.getByRole('menuitem', {name: 'Close …'}).click()
    await page.getByRole('dialog').getByRole('button', {name: 'Close', exact: true}).last().click()
    await expect(page.getByRole('button', {name: 'Open again'})).toBeVisible()

    await fettle.kill()
    await fettle.run()
    await page.goto(address)
    await expect(page.getByRole('heading', {name: 'Start page stays white'})).toBeVisible()
    await expect(page.locator('strong', {hasText: 'font'})).toBeVisible()
    await expect(page.getByRole('button', {name: 'Open again'})).toBeVisible()

    await page.getByRole('button', {name: /Account$/}).click()
    await page.getByRole('menuitem', {name: 'Sign out'}).click()
    await expect(page.getByRole('heading', {name: 'Sign in to Fettle'})).toBeVisible()
    await signIn(page, fettle)
  } finally {
    await fettle.stop()
  }
})

/** By the command line, while the server runs. */
async function importJira(fettle: Fettle): Promise<void> {
  const file = join(fettle.dataDir, 'jira.ndjson')
  await writeFile(file, `${JSON.stringify(jiraIssue)}\n`)
  const {stdout} = await promisify(execFile)(
    process.execPath,
    ['cli/fettle.mjs', 'import', 'jira', file, '--json'],
    {
      cwd: root,
      env: {...process.env, FETTLE_DATA: fettle.dataDir},
    },
  )
  expect(JSON.parse(stdout)).toMatchObject({counts: {issues: {written: 1}, comments: {written: 1}}})
}

const culpepper = {name: 'mculpepper', key: 'mculpepper', displayName: 'Marshall Culpepper', active: true}

const jiraIssue = {
  id: '60642',
  key: 'TIMOB-10',
  fields: {
    issuetype: {id: '1', name: 'Bug', subtask: false},
    project: {id: '10153', key: 'TIMOB', name: 'Titanium SDK/CLI'},
    resolution: {id: '1', name: 'Fixed'},
    resolutiondate: '2011-04-17T01:50:06.000+0000',
    created: '2011-04-15T02:22:24.000+0000',
    updated: '2011-04-17T01:50:06.000+0000',
    priority: {name: 'Medium', id: '3'},
    // Open, so that the list shows it without being asked for closed ones.
    status: {name: 'Open', id: '1', statusCategory: {id: 2, key: 'new', name: 'To Do'}},
    description: '{html}<div><p>project.py fails to launch in XP</p></div>{html}',
    summary: "XP users can't get a succesfully created android project",
    creator: culpepper,
    reporter: culpepper,
    comment: {
      total: 1,
      comments: [
        {
          id: '122637',
          author: culpepper,
          body: 'use subprocess.popen, avoid quoting issues',
          created: '2011-04-15T02:22:24.000+0000',
          updated: '2011-04-15T02:22:24.000+0000',
        },
      ],
    },
  },
}
