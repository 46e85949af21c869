/**
 * Each shape rule three times over: the type of a call, the run-time twin that shapes the node, and the shape of the
 * data which the backend computes. What one refuses the other refuses in the same words.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { started } from '../support/backends.js'
import type { Rule } from './agreement/call.js'
import { compiled } from './agreement/compiled.js'
import { type Case, judge, textOf, type Verdict } from './agreement/judge.js'
import { recording } from './agreement/observed.js'
import { faults } from './agreement/planted.js'
import { rules } from './agreement/rules.js'
import { largeDim, smallDim } from './agreement/shapes.js'
import { anyVeil, type Veil } from './agreement/veil.js'

const runs = { small: 90, large: 20, veiled: 40 } as const
const perRule = runs.small + runs.large + runs.veiled

const literal: Veil = () => 'literal'
const { seed = 0 } = fc.readConfigureGlobal()

const casesOf = (rule: Rule): readonly Case[] => {
  const drawn = <A>(from: fc.Arbitrary<A>, numRuns: number): readonly A[] =>
    fc.sample(from, { seed, numRuns })
  return [
    ...drawn(rule.calls(smallDim), runs.small).map(
      (call): Case => ({ rule, kind: 'small', call, veil: literal }),
    ),
    ...drawn(rule.calls(largeDim), runs.large).map(
      (call): Case => ({ rule, kind: 'large', call, veil: literal }),
    ),
    ...drawn(fc.tuple(rule.calls(smallDim), anyVeil), runs.veiled).map(
      ([call, veil]): Case => ({ rule, kind: 'veiled', call, veil }),
    ),
  ]
}

const planted = Object.values(faults).map(([given]) => given)
const cases = [...rules.flatMap(casesOf), ...planted]

let verdicts: readonly Verdict[] = []

beforeAll(async () => {
  const observe = recording(await started('cpu'))
  const said = compiled(cases.map(textOf))
  verdicts = cases.map((given, i) =>
    judge(given, said[i] ?? { type: 'nothing', refusal: undefined }, observe),
  )
})

const of = (rule: Rule): readonly Verdict[] => verdicts.filter((v) => v.rule === rule.name)
const count = (list: readonly Verdict[], is: (v: Verdict) => boolean): number => list.filter(is).length

describe('the compiler, the run time and the backend agree', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('on %s', (_, rule) => {
    expect(of(rule).flatMap((v) => v.complaint ?? [])).toEqual([])
  })
})

describe('what was asked', () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))('of %s: enough, of each kind', (_, rule) => {
    const found = of(rule)
    expect(found).toHaveLength(perRule)
    expect(count(found, (v) => !v.refused)).toBeGreaterThan(perRule / 4)
    if (rule.total) expect(count(found, (v) => v.refused)).toBe(0)
    else expect(count(found, (v) => v.refused)).toBeGreaterThan(5)
    if (!rule.untensored) expect(count(found, (v) => v.seen !== 'nothing')).toBeGreaterThan(20)
    if (!rule.untensored && rule.data !== 'count')
      expect(count(found, (v) => v.seen === 'shape')).toBeGreaterThan(5)
  })

  test('of all: at least 2000, a fifth of them refused', () => {
    const all = rules.flatMap(of)
    expect(all.length).toBeGreaterThanOrEqual(2000)
    expect(count(all, (v) => v.refused) / all.length).toBeGreaterThan(0.2)
  })
})

describe('planted', () => {
  test.each(Object.entries(faults))('%s is found', (name, [, complaint]) => {
    const at = cases.length - planted.length + Object.keys(faults).indexOf(name)
    expect(verdicts[at]?.complaint).toContain(complaint)
  })
})
