import { readdirSync, readFileSync } from 'node:fs'
import { either as E } from 'fp-ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { use } from '../../../src/run/index.js'
import { root } from '../../support/sources.js'
import { abilities, factsOf } from './facts.js'
import { indexPage, pairs } from './index-page.js'
import { dead } from './links.js'
import { combinatorOf, combined, fileOf, pageOf, pages, plotOf } from './write.js'

const markdownIn = (path: string): readonly string[] =>
  readdirSync(`${root}${path}`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${path}/${name}`)

const folder = `${root}docs/distributions/`

beforeAll(async () => {
  expect(E.isRight(await use('cpu')())).toBe(true)
})

describe.each(Object.entries(pages))('%s', (name, page) => {
  test('the page is what the code and its words make; npm run docs:distributions writes it', async () => {
    await expect(pageOf(name, page)).toMatchFileSnapshot(`${folder}${fileOf(name)}.md`)
  })

  test('the plot is what the library computes', async () => {
    await expect(await plotOf(name, page)).toMatchFileSnapshot(`${folder}${fileOf(name)}.svg`)
  })

  test('its distribution is of the family, and can state what has a formula', () => {
    const { family, can } = factsOf(page)
    expect(family).toBe(name)
    expect([...can].sort()).toEqual(Object.keys(page.states).sort())
    expect(abilities.filter((ability) => !can.includes(ability)).sort()).toEqual(
      Object.keys(page.lacks).sort(),
    )
  })
})

describe.each(Object.entries(combined))('%s', (name, page) => {
  test('the page is what its words make', async () => {
    await expect(combinatorOf(name, page)).toMatchFileSnapshot(`${folder}${fileOf(name)}.md`)
  })

  test('the plot is what the library computes', async () => {
    await expect(await plotOf(name, page)).toMatchFileSnapshot(`${folder}${fileOf(name)}.svg`)
  })
})

test('the table of all families is computed; npm run docs:distributions writes it', async () => {
  await expect(indexPage()).toMatchFileSnapshot(`${root}docs/distributions.md`)
})

test('README counts families and pairs as they are', () => {
  const readme = readFileSync(`${root}README.md`, 'utf8')
  expect(readme).toContain(`${Object.keys(pages).length} families`)
  expect(readme).toContain(`\`kl\` in closed form for ${pairs()} pairs`)
})

test('every link leads to a file', () => {
  const documents = ['README.md', ...markdownIn('docs'), ...markdownIn('docs/distributions')]
  expect(documents.length).toBeGreaterThan(30)
  expect(documents.flatMap((path) => dead(path, readFileSync(`${root}${path}`, 'utf8')))).toEqual([])
  expect(dead('docs/planted.md', '[there](notation.md) [gone](distributions/gone.md#at)')).toEqual([
    'docs/planted.md: distributions/gone.md#at',
  ])
})

test('the folder holds nothing but these pages and plots', () => {
  const names = [...Object.keys(pages), ...Object.keys(combined)].map(fileOf)
  const known = names.flatMap((name) => [`${name}.md`, `${name}.svg`])
  expect(readdirSync(folder).filter((name) => !known.includes(name))).toEqual([])
})
