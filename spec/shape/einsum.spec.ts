import { describe, expect, test } from 'vitest'
import { einsumShape, readEquation, ShapeError } from '../../src/shape/index.js'
import { einsum } from '../../src/tensor/index.js'
import { fixture } from '../types/fixtures.js'
import { hovers } from '../types/hover.js'
import { demandsOf } from '../types/wrong-programs.js'

const says = (message: string, run: () => unknown): void => {
  const thrown = (): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }
  const error = thrown()
  expect(error).toBeInstanceOf(ShapeError)
  expect(error).toMatchObject({ message })
}

const refused =
  (equation: string, ...shapes: readonly (readonly number[])[]) =>
  (): unknown =>
    einsumShape('einsum', readEquation('einsum', equation), shapes)

/** For each message that the compiler gives, the call that gives it when it is known only at run time. */
const twins: Readonly<Record<string, () => unknown>> = {
  'einsum: ij,jk has no arrow; write the letters of the result behind ->': refused('ij,jk'),
  'einsum: ...ij->...ji leaves axes out by ...; give each axis a letter': refused('...ij->...ji'),
  "einsum: ' ' in ij, jk->ik is no letter": refused('ij, jk->ik'),
  "einsum: '2' in i2->i is no letter": refused('i2->i'),
  "einsum: ',' in ij->i,j is no letter": refused('ij->i,j'),
  "einsum: '-' in ij->ji->ij is no letter": refused('ij->ji->ij'),
  'einsum: letter k of the result is in no operand of ij->ik': refused('ij->ik'),
  'einsum: letter I of the result is in no operand of ij->I': refused('ij->I'),
  'einsum: letter i stands twice in the result of i->ii': refused('i->ii'),
  'einsum: operand count 1 differs from the 2 of ij,jk->ik': refused('ij,jk->ik', [2, 3]),
  'einsum: operand count 2 differs from the 1 of ij->ji': refused('ij->ji', [2, 3], [3, 4]),
  'einsum: operand count 2 differs from the 3 of i,j,k->ijk': refused('i,j,k->ijk', [2], [3]),
  "einsum: 'ijk' and [2, 3] differ in rank (3 vs 2)": refused('ijk->ik', [2, 3]),
  "einsum: 'i' and [2, 3] differ in rank (1 vs 2)": refused('i,j->ij', [2, 3], [3]),
  "einsum: '' and [2] differ in rank (0 vs 1)": refused(',i->i', [2], [3]),
  'einsum: letter j is 3 in [2, 3] and 4 in [4, 5]': refused('ij,jk->ik', [2, 3], [4, 5]),
  'einsum: letter i is 2 in [2, 3] and 3 in [2, 3]': refused('ii->i', [2, 3]),
  'einsum: letter k is 5 in [3, 5] and 6 in [6]': refused('ij,jk,k->i', [2, 3], [3, 5], [6]),
}

/** What has no twin: an absent argument is the compiler's to report, and names have no sizes. */
const compilerOnly = [
  'Expected at least 1 arguments, but got 0.',
  'einsum: letter b is B in [B, 3] and C in [C, 3]',
]

describe('the run-time twin of einsum says what the compiler says', () => {
  test.each(Object.entries(twins))('%s', says)

  test('for every message of the fixture', () => {
    const demanded = demandsOf(fixture('einsum')).map((d) => d.message)
    expect([...Object.keys(twins), ...compilerOnly].sort()).toEqual([...demanded].sort())
  })

  test('and of sizes that a name stands for', () => {
    says('einsum: letter b is 4 in [4, 3] and 5 in [5, 3]', refused('bi,bi,bi->', [4, 3], [4, 3], [5, 3]))
    says('einsum: operand count 0 differs from the 1 of ij->ji', refused('ij->ji'))
  })

  test('before any operand is there, about the equation alone', () => {
    const dynamic: string = 'ij->k'
    expect(() => einsum(dynamic)).toThrow('einsum: letter k of the result is in no operand of ij->k')
  })
})

test.each<readonly [string, readonly (readonly number[])[], readonly number[]]>([
  [
    'bij,bjk->bik',
    [
      [5, 2, 3],
      [5, 3, 4],
    ],
    [5, 2, 4],
  ],
  ['bnn->nb', [[5, 3, 3]], [3, 5]],
  [',->', [[], []], []],
])('%s has its shape', (equation, shapes, expected) => {
  expect(einsumShape('einsum', readEquation('einsum', equation), shapes)).toEqual(expected)
})

const text = `import { function as F } from 'fp-ts'
import { type Dim, einsum, ones, type Tensor, zeros } from '../../src/index.js'

const product = einsum('bij,bjk->bik')(zeros(32, 2, 3), zeros(32, 3, 4))
const trace = F.pipe(ones(3, 3), einsum('ii->'))
const affine = <B extends Dim>(x: Tensor<[B, 784]>) => einsum('bi,ij->bj')(x, zeros(784, 400))
const turned = einsum('ij->ji')
const refusedOne = einsum('ij->k')(zeros(2, 3))
`

describe('an editor shows plain shapes', () => {
  const hover = hovers({ path: 'spec/types/planted-einsum.ts', text })
  test.each(
    Object.entries({
      product: 'Tensor<[32, 2, 4]>',
      trace: 'Tensor<[]>',
      affine: '<B extends Dim>(x: Tensor<[B, 784]>) => Tensor<[B, 400]>',
      refusedOne: 'Tensor<any>',
    }),
  )('%s', (name, type) => {
    expect(hover(name)).toBe(`const ${name}: ${type}`)
  })
})
