import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { ShapeError, splitTail, stackShape, vectorSize } from '../../src/shape/index.js'
import * as tensor from '../../src/tensor/index.js'
import { fixture } from '../types/fixtures.js'
import { type Demand, demandsOf } from '../types/wrong-programs.js'

const { text } = fixture('arrange')
const lines = text.split('\n')

/** What a line of the fixture does when it runs: no type is left then. */
const run = (line: number): unknown => {
  try {
    return runInNewContext(lines[line - 1] ?? '', { ...tensor, picks: tensor.indices([1, 0]) })
  } catch (error) {
    return error
  }
}

/** Sentences of the compiler have no words at run time. */
const ours = ({ message }: Demand): boolean => /^\w+: /.test(message)
const demands = demandsOf(fixture('arrange'))

describe('a wrong program that runs all the same stops with the words of the compiler', () => {
  test.each(demands.filter(ours).map((d) => [d.message, d] as const))('%s', (message, { wrong, twin }) => {
    const error = run(wrong)
    expect(error).toBeInstanceOf(ShapeError)
    expect(error).toMatchObject({ message })
    expect(run(twin)).not.toBeInstanceOf(Error)
  })

  test('all but one are ours', () => {
    expect(demands.filter((d) => !ours(d)).length).toBe(1)
    expect(demands.filter(ours).length).toBeGreaterThanOrEqual(35)
  })
})

test.each<readonly [string, () => unknown]>([
  ['Independent: 3 axes cannot be moved out of batch [8, 784]', () => splitTail('Independent', [8, 784], 3)],
  ['Independent: -1 axes cannot be moved out of batch [8]', () => splitTail('Independent', [8], -1)],
  ['dense: expected [features], got [7, 7]; flatten first', () => vectorSize('dense', [7, 7])],
  ['dense: expected [features], got []; flatten first', () => vectorSize('dense', [])],
  ['stack: nothing to stack', () => stackShape('stack', [], 0)],
])('%s', (message, wrong) => {
  expect(wrong).toThrow(new ShapeError(message))
})

test('what fits is given back', () => {
  expect(splitTail('Independent', [8, 28, 28], 2)).toEqual([[8], [28, 28]])
  expect(splitTail('Independent', [8], 0)).toEqual([[8], []])
  expect(vectorSize('dense', [784])).toBe(784)
})
