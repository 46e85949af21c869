import { describe, expect, test } from 'vitest'
import { root } from '../../support/sources.js'
import { chapters } from '../chapters.js'
import { steps } from '../training/runs.js'
import { DISTANCE, distanceOf } from '../training/suite.js'
import { page } from './page.js'
import { recorded, requiredFiles } from './recorded.js'

const all = recorded()

test('the page is what the measurements make; npm run docs:backends writes it', async () => {
  await expect(page(all)).toMatchFileSnapshot(`${root}docs/backends.md`)
})

test('every run has been measured, each under a name of its own', () => {
  expect(requiredFiles.filter((name) => !all.files.includes(name))).toEqual([])
  for (const runs of [all.runs, all.stock, all.training])
    expect(new Set(runs.map(({ run }) => run)).size).toBe(runs.length)
})

const onCpu = all.training.find(({ run }) => run === 'cpu in Node')?.losses ?? {}

test.each(all.training.map((trained) => [trained.run, trained] as const))(
  '%s: the losses kept are those of cpu, within the distance',
  (_, { losses }) => {
    expect(Object.keys(losses)).toEqual(Object.keys(onCpu))
    const models = Object.entries(onCpu)
    expect(models.length).toBeGreaterThan(1)
    for (const [model, cpu] of models) {
      expect(losses[model]).toHaveLength(steps)
      expect(distanceOf(losses[model] ?? [], cpu)).toBeLessThan(DISTANCE)
    }
  },
)

describe.each(all.runs.map((measured) => [measured.run, measured] as const))(
  '%s',
  (_, { chapters: found }) => {
    test('has all that the suite asks for, and nothing beside', () => {
      const groups = (of: Readonly<Record<string, object>>): readonly string[] =>
        Object.entries(of).flatMap(([chapter, own]) => Object.keys(own).map((group) => `${chapter}/${group}`))
      expect([...groups(found)].sort()).toEqual([...groups(chapters)].sort())
    })

    test('has no error above the bound', () => {
      const errors = Object.values(found).flatMap((groups) => Object.values(groups).flatMap(Object.values))
      expect(errors.length).toBeGreaterThan(100)
      expect(errors.filter((error) => !(error <= 1))).toEqual([])
    })
  },
)
