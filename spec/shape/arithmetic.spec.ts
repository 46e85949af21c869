import { beforeAll, describe, expect, test } from 'vitest'
import { type CompileError, compile } from '../types/compile.js'

const largest = BigInt(Number.MAX_SAFE_INTEGER)

/** Each operation on natural numbers; nothing where it has no result. */
const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
  AddN: (a, b) => a + b,
  SubN: (a, b) => (a < b ? undefined : a - b),
  MulN: (a, b) => a * b,
  FloorDivN: (a, b) => (b === 0n ? undefined : a / b),
  CeilDivN: (a, b) => (b === 0n ? undefined : (a + b - 1n) / b),
  ModN: (a, b) => (b === 0n ? undefined : a % b),
}
const names = Object.keys(operations)

type Pair = readonly [bigint, bigint]

const square = (values: readonly bigint[]): readonly Pair[] =>
  values.flatMap((a) => values.map((b): Pair => [a, b]))

const small = square(Array.from({ length: 13 }, (_, i) => BigInt(i)))

// carries and borrows over every length, powers of ten and two, and the ends of the range
const edges = square(
  [0, 1, 9, 10, 99, 100, 999, 1000, 1024, 65535, 65536, 2 ** 31, 2 ** 53 - 1].map((n) => BigInt(n)),
)

/** A linear congruential generator: the same numbers each time. */
const generator = (seed: bigint) => {
  let state = seed
  return (bound: bigint): bigint => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn
    return (state >> 11n) % bound
  }
}

/** Pairs of every length in digits. */
const random = (count: number): readonly Pair[] => {
  const below = generator(20_260_101n)
  return Array.from({ length: count }, (): Pair => [below(2n ** below(54n)), below(2n ** below(54n))])
}

/** One line for each result inside the exact range: a type alias that compiles only if the claim holds. */
const claims = (pairs: readonly Pair[]): readonly string[] =>
  pairs.flatMap(([a, b]) =>
    names.flatMap((name) => {
      const result = operations[name]?.(a, b)
      return result !== undefined && result > largest
        ? []
        : [`Equal<${name}<${a}, ${b}>, ${result === undefined ? 'never' : result}>`]
    }),
  )

const head = `import type { ${names.join(', ')} } from '../../src/shape/size/arithmetic.js'
import type { Equal } from '../types/equal.js'
type Holds<_ extends true> = true`

const program = (name: string, lines: readonly string[]) => ({
  path: `spec/shape/generated-${name}.types.ts`,
  text: [head, ...lines.map((claim, i) => `export type Claim${i} = Holds<${claim}>`)].join('\n'),
})

const families: Readonly<Record<string, readonly string[]>> = {
  'from 0 to 12': claims(small),
  'at edges of the range': claims(edges),
  'on random pairs': claims(random(150)),
}

/** The same claims of some results, each too large by one. */
const lies = claims(random(5)).map((claim) =>
  claim.replace(/(\d+|never)(?=>$)/, (result) => (result === 'never' ? '0' : `${BigInt(result) + 1n}`)),
)

const slug = (name: string): string => name.replaceAll(' ', '-')
const found = new Map<string, readonly CompileError[]>()

beforeAll(() => {
  const programs = [...Object.entries(families), ['lies', lies] as const].map(([name, lines]) =>
    program(slug(name), lines),
  )
  const compiled = compile(programs)
  for (const { path } of programs) found.set(path, compiled.errors(path))
})

const errorsOf = (name: string) => found.get(program(slug(name), []).path)

describe('type-level arithmetic agrees with BigInt', () => {
  test.each(Object.entries(families))('%s', (name, lines) => {
    expect(lines.length).toBeGreaterThan(700)
    expect(errorsOf(name)?.map((e) => lines[e.line - head.split('\n').length - 1])).toEqual([])
  })

  test('a result that is off by one is found, each by itself', () => {
    expect(lies.length).toBeGreaterThan(20)
    const first = head.split('\n').length + 1
    expect(errorsOf('lies')?.map((e) => e.line)).toEqual(lies.map((_, i) => first + i))
  })
})
