import { describe, expect, test } from 'vitest'
import { type Counted, count } from './count.js'
import { convolutionalVae, denseVae, empty } from './programs.mjs'

/** Layers with a kernel; of the convolutional model most have a normalisation and an activation after them. */
const sizes = [5, 20, 80] as const

/** What a program may cost: one layer more, and one of 20 layers in all. Counts were found a fifth below. */
interface Budget {
  readonly layer: number
  readonly twenty: number
}

/** How much more a layer may cost in a large program than in a small one; cost that grows as the square is at 4. */
const growth = 1.3

/** Where the counts of programs of 5, 20 and 80 layers leave their budget. */
const excess = ([five, twenty, eighty]: readonly number[], budget: Budget): readonly string[] => {
  if (five === undefined || twenty === undefined || eighty === undefined) return ['there are three sizes']
  const [small, large] = [(twenty - five) / 15, (eighty - twenty) / 60]
  return [
    ...(large > budget.layer ? [`a layer costs ${large} instantiations, more than ${budget.layer}`] : []),
    ...(large > growth * small ? [`a layer costs ${small} among 20, but ${large} among 80`] : []),
    ...(twenty > budget.twenty
      ? [`20 layers cost ${twenty} instantiations, more than ${budget.twenty}`]
      : []),
  ]
}

const models = [
  ['a convolutional VAE', convolutionalVae, { layer: 500, twenty: 40_000 }],
  ['a VAE of dense layers', denseVae, { layer: 230, twenty: 15_000 }],
] as const

/** Layers of N units after a network of type P that become a network of the type `next`. */
const planted =
  (next: string) =>
  (layers: number): string =>
    `interface Net<in out P extends unknown[]> { readonly params: P }
declare const input: Net<[]>
type All<P> = { [K in keyof P]: P[K] extends { readonly units: infer N } ? { readonly units: N } : never }
type Count<N extends number, Seen extends unknown[] = []> = Seen['length'] extends N ? N : Count<N, [...Seen, N]>
declare const layer: <const N extends number>(units: N) => <P extends unknown[]>(net: Net<P>) => Net<${next}>
const net0 = input
${Array.from({ length: layers }, (_, i) => `const net${i + 1} = layer(${i + 40})(net${i})`).join('\n')}
export const last = net${layers}.params
`

const faults = [
  ['that looks at all before it', '[...All<P>, { readonly units: N }]', / among 20, but /],
  ['that counts to its size', '[Count<N>]', /^a layer costs \d.* more than 230$/],
] as const

const counts = (program: (layers: number) => string): readonly Counted[] =>
  sizes.map((n) => count(program(n)))

describe('the cost of a program in instantiations of types', () => {
  test('is nothing for imports alone, and the same each time', () => {
    expect(count(empty)).toEqual({ instantiations: 0, errors: [] })
    expect(count(denseVae(20))).toEqual(count(denseVae(20)))
  })

  test.each(models)('of %s grows with its layers and stays in its budget', (_, program, budget) => {
    const found = counts(program)
    expect(found.flatMap((c) => c.errors)).toEqual([])
    const numbers = found.map((c) => c.instantiations)
    expect(numbers.every((n) => n > 0)).toBe(true)
    expect(excess(numbers, budget)).toEqual([])
  })
})

describe('planted', () => {
  const budget = { layer: 230, twenty: 15_000 }

  test('a plain layer stays in its budget', () => {
    const found = counts(planted('[N]'))
    expect(found.flatMap((c) => c.errors)).toEqual([])
    expect(
      excess(
        found.map((c) => c.instantiations),
        budget,
      ),
    ).toEqual([])
  })

  test.each(faults)('a layer %s leaves it', (_, next, complaint) => {
    const found = counts(planted(next))
    expect(found.flatMap((c) => c.errors)).toEqual([])
    const complaints = excess(
      found.map((c) => c.instantiations),
      budget,
    )
    expect(complaints).toContainEqual(expect.stringMatching(complaint))
  })

  test('a program that costs too much from the start is found', () => {
    expect(excess([20_000, 21_000, 25_000], budget)).toEqual([
      '20 layers cost 21000 instantiations, more than 15000',
    ])
  })

  test('a program that does not compile says so', () => {
    expect(count(denseVae(5).replace('input(784)', 'input(7, 8)')).errors[0]).toContain('flatten first')
  })
})
