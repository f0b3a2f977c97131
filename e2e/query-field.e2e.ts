import {AxeBuilder} from '@axe-core/playwright'
import type {Page} from '@playwright/test'
import {admin, call, expect, signIn, test} from './story.ts'

/** A project with an issue that is the administrator's, and one that is nobody's. */
async function openList(page: Page, fettle: Parameters<typeof signIn>[1], q = ''): Promise<string> {
  await signIn(page, fettle)
  const project = `P${Date.now().toString(36).slice(-6).toUpperCase()}`
  await call(page, 'POST', '/projects', {key: project, name: `Shop ${project}`})
  await call(page, 'POST', `/projects/${project}/labels`, {name: 'needs review'})
  const {person} = await call<{person: {id: number}}>(page, 'GET', '/session')
  await call(page, 'POST', '/issues', {
    project,
    type: 'bug',
    title: 'Basket is empty',
    assigneeId: person.id,
    labels: ['needs review'],
  })
  await call(page, 'POST', '/issues', {project, type: 'bug', title: 'Window is grey'})
  await page.goto(`${fettle.address}/projects/${project}/issues?q=${encodeURIComponent(q)}`)
  await expect(page.getByRole('link', {name: 'Window is grey'})).toBeVisible()
  return project
}

test('completes a filter by keys alone, and the list follows', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  const list = page.getByRole('listbox', {name: 'What can stand here'})

  await page.keyboard.press('/')
  await expect(filter).toBeFocused()
  await page.keyboard.type('as')
  await expect(list.getByRole('option').first()).toHaveText(/^assignee:/)
  await expect(filter).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await expect(filter).toHaveAttribute(
    'aria-activedescendant',
    (await list.getByRole('option').first().getAttribute('id')) ?? 'no id',
  )
  await page.keyboard.press('Enter')
  await expect(filter).toHaveValue('assignee:')

  await expect(list.getByRole('option', {name: '@me'})).toBeVisible()
  await page.keyboard.type('ada')
  await expect(list.getByRole('option', {name: admin.name})).toBeVisible()
  await expect(list.getByRole('option', {name: '@me'})).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(filter).toBeFocused()
  await expect(filter).toHaveValue(/^assignee:\S.* $/)
  await expect(list).toBeHidden()
  await expect(page).toHaveURL(/q=assignee/)
  await expect(page.getByRole('link', {name: 'Window is grey'})).toBeHidden()
  await expect(page.getByRole('link', {name: 'Basket is empty'})).toBeVisible()

  await page.keyboard.type('label:"nee')
  await expect(list.getByRole('option', {name: 'needs review'})).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(filter).toHaveValue(/label:"nee$/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filter).toHaveValue(/label:"needs review" $/)
  await expect(page.getByRole('link', {name: 'Basket is empty'})).toBeVisible()
})

test('what one clicks is taken, and the focus stays in the field', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  await filter.click()
  await page.getByRole('option', {name: /^is:/}).first().click()
  await expect(filter).toHaveValue('is:')
  await page.getByRole('option', {name: /^unassigned/}).click()
  await expect(filter).toHaveValue('is:unassigned ')
  await expect(filter).toBeFocused()
  await expect(page.getByRole('link', {name: 'Basket is empty'})).toBeHidden()
  await expect(page.getByRole('link', {name: 'Window is grey'})).toBeVisible()
})

test('a wrong word is marked when the typing stops, and mended by a button', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  await filter.pressSequentially('asignee:@me')
  const message = page.getByText('There is no field called "asignee"')
  await expect(message).toBeVisible()
  await expect(filter).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByTestId('text-marks').locator('[class*=wrong]')).toHaveText('asignee')
  // The list that was there stays.
  await expect(page.getByRole('link', {name: 'Window is grey'})).toBeVisible()
  await expect(page).not.toHaveURL(/asignee/)
  expect((await new AxeBuilder({page}).analyze()).violations).toEqual([])

  await page.getByRole('button', {name: 'Write assignee'}).click()
  await expect(filter).toHaveValue('assignee:@me')
  await expect(filter).toBeFocused()
  await expect(message).toBeHidden()
  await expect(page.getByRole('link', {name: 'Window is grey'})).toBeHidden()
  await expect(page.getByRole('link', {name: 'Basket is empty'})).toBeVisible()
})

test('an unfinished word is no error while one may go on, and one after Enter', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  const checked = page.waitForResponse(/query\/check\?q=priority%3A$/)
  await filter.pressSequentially('priority:')
  await expect(page.getByRole('option', {name: 'urgent'})).toBeVisible()
  await checked
  await expect(filter).toHaveAttribute('aria-invalid', 'false')
  expect((await new AxeBuilder({page}).analyze()).violations).toEqual([])
  await filter.press('Enter')
  await expect(filter).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('option')).toHaveCount(0)
})

test('a name that leads nowhere is told with the one that was meant', async ({page, fettle}) => {
  const project = await openList(page, fettle)
  await page.goto(`${fettle.address}/projects/${project}/issues?q=label%3A%22need+review%22`)
  await expect(page.getByText('No label “need review”. Did you mean “needs review”?')).toBeVisible()
  await page.getByRole('button', {name: 'Write "needs review"'}).click()
  await expect(page.getByRole('combobox', {name: 'Filter'})).toHaveValue('label:"needs review"')
  await expect(page.getByRole('link', {name: 'Basket is empty'})).toBeVisible()
  await expect(page.getByText('Did you mean')).toBeHidden()
})

test('after Enter no list comes in the way', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  // Before and after the part of the field that completes is there.
  for (const text of ['empty bas', 'is:open bas']) {
    const listed = page.waitForResponse(/\/issues\?q=.*bas/)
    await filter.fill(text)
    await filter.press('Enter')
    await listed
    await expect(page.getByRole('link', {name: 'Window is grey'})).toBeHidden()
    await page.getByRole('link', {name: 'Basket is empty'}).hover()
    await expect(page.getByRole('listbox')).toBeHidden()
  }
})

test('no letter is lost while lists come and go', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  const words = 'the basket of somebody who is empty handed'
  // About as long as the pause after which a list is asked for.
  await filter.pressSequentially(words, {delay: 155})
  await expect(filter).toHaveValue(words)
  await expect(page).toHaveURL(/handed$/)
  // And while the list of what can stand there does.
  const terms = 'is:open label:"needs review" (assignee:@me OR reporter:@me) created:>2020 sort:created-desc'
  for (const delay of [0, 20, 45]) {
    await filter.fill('')
    await filter.pressSequentially(terms, {delay})
    await expect(filter).toHaveValue(terms)
  }
})

test('Back and links change what stands in the field', async ({page, fettle}) => {
  await openList(page, fettle)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  await filter.fill('basket')
  await expect(page).toHaveURL(/q=basket/)
  await page.getByRole('link', {name: 'Bugs'}).click()
  await expect(page).toHaveURL(/kind=defect/)
  await expect(filter).toHaveValue('basket')
  await filter.fill('window')
  await expect(page).toHaveURL(/q=window/)
  await page.goBack()
  await expect(filter).toHaveValue('basket')
})

test('alternatives stay in their project', async ({page, fettle}) => {
  // Another project has issues of the same titles by now.
  const filter = page.getByRole('combobox', {name: 'Filter'})
  await openList(page, fettle, 'Window OR Basket sort:created')
  await expect(page.getByRole('list', {name: 'Issues'}).getByRole('listitem')).toHaveCount(2)
  await expect(filter).toHaveValue('Window OR Basket sort:created')
})

test('in German, on a phone', async ({browser, fettle}) => {
  const context = await browser.newContext({
    locale: 'de-DE',
    hasTouch: true,
  })
  const page = await context.newPage()
  await page.context().addCookies([{name: 'fettle-locale', value: 'en', url: fettle.address}])
  const project = await openList(page, fettle)
  await page.context().addCookies([{name: 'fettle-locale', value: 'de', url: fettle.address}])
  await page.setViewportSize({width: 390, height: 844})
  await page.goto(`${fettle.address}/projects/${project}/issues?q=`)
  const filter = page.getByRole('combobox', {name: 'Filter'})
  await filter.tap()
  await filter.pressSequentially('statu')
  const option = page.getByRole('option').first()
  await expect(option).toHaveText(/status:.*in diesem Status/)
  const box = await option.boundingBox()
  expect(box?.height).toBeGreaterThanOrEqual(44)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  await option.tap()
  await expect(filter).toHaveValue('status:')
  await filter.fill('priority:hgih')
  await filter.press('Enter')
  await expect(page.getByText('„hgih“ ist hier kein möglicher Wert.')).toBeVisible()
  const button = page.getByRole('button', {name: 'high schreiben'})
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  expect((await new AxeBuilder({page}).analyze()).violations).toEqual([])
  await context.close()
})
