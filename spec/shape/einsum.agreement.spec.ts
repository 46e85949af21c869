/** Random equations over random shapes: the type says what the run time says, in result and in refusal. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { einsumShape, readEquation } from '../../src/shape/index.js'
import { type Compiled, compile } from '../types/compile.js'

interface Question {
  readonly equation: string
  readonly shapes: readonly (readonly number[])[]
}

const letter = fc.constantFrom('a', 'b', 'c', 'D')

/** Mostly sound ones: a size per letter, now and then another; now and then a character or an operand too many. */
const questions: fc.Arbitrary<Question> = fc
  .record({
    texts: fc.array(fc.array(letter, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
    result: fc.array(fc.constantFrom('a', 'b', 'c', 'D', 'e'), { maxLength: 3 }),
    sound: fc.shuffledSubarray(['a', 'b', 'c', 'D'] as const),
    isSound: fc.constantFrom(true, true, true, false),
    sizes: fc.record({ a: fc.nat(3), b: fc.nat(2147483650), c: fc.nat(3), D: fc.nat(70_000) }),
    change: fc.constantFrom('none', 'size', 'size', 'rank', 'count', 'character'),
  })
  .map(({ texts, result, sound, isSound, sizes, change }) => {
    const out = isSound ? sound.filter((l) => texts.flat().includes(l)) : result
    const shapes = texts.map((text) => text.map((l) => sizes[l]))
    const [first = [], ...rest] = shapes
    const changed = {
      none: shapes,
      size: [first.map((d) => d + 1), ...rest],
      rank: [...rest, [...first, 2]],
      count: rest.length > 0 ? rest : [first, first],
      character: shapes,
    }[change]
    const arrow = change === 'character' ? '.->' : '->'
    return {
      equation: `${texts.map((text) => text.join('')).join()}${arrow}${out.join('')}`,
      shapes: changed,
    }
  })

const answer = ({ equation, shapes }: Question): string | readonly number[] => {
  try {
    return einsumShape('einsum', readEquation('einsum', equation), shapes)
  } catch (error) {
    return error instanceof Error ? error.message : 'no error at all'
  }
}

/** Whether words are about the equation alone. */
const early = ({ equation }: Question): boolean => {
  try {
    return readEquation('einsum', equation).text !== equation
  } catch {
    return true
  }
}

const claim = (q: Question, said: string | readonly number[]): string => {
  const rule = `'${q.equation}', [${q.shapes.map((s) => `[${s.join()}]`).join()}]`
  const guards = q.shapes.map((_, i) => `EinsumGuard<'einsum', ${rule}, '${i}'>`).join(' & ')
  if (early(q)) return `Equal<EquationGuard<'einsum', '${q.equation}'>, ${JSON.stringify(said)}>`
  return typeof said === 'string'
    ? `Equal<${guards}, ${JSON.stringify(said)}>`
    : `Equal<[${guards}, EquationGuard<'einsum', '${q.equation}'>, Einsum<${rule}>], [unknown, '${q.equation}', [${said.join()}]]>`
}

const head = `import type { Einsum, EinsumGuard, EquationGuard } from '../../src/shape/index.js'
import type { Claims, Equal } from '../types/equal.js'`

const asked = fc.sample(questions, { seed: 20, numRuns: 300 })
const answers = asked.map(answer)
const lines = (said: readonly (string | readonly number[])[]): string =>
  [head, ...asked.map((q, i) => `export type A${i} = Claims<[${claim(q, said[i] ?? '')}]>`)].join('\n')

/** Every answer altered: a message by a letter, a shape by an axis. */
const altered = answers.map((said) => (typeof said === 'string' ? `${said}!` : [...said, 7]))

let errors: Compiled['errors']

beforeAll(() => {
  errors = compile([
    { path: 'spec/shape/einsum.asked.ts', text: lines(answers) },
    { path: 'spec/shape/einsum.altered.ts', text: lines(altered) },
  ]).errors
})

test('the compiler gives every answer of the run time', () => {
  expect(errors('spec/shape/einsum.asked.ts').map(({ line, text }) => [asked[line - 3], text])).toEqual([])
})

test('and no other one', () => {
  const found = new Set(errors('spec/shape/einsum.altered.ts').map(({ line }) => line - 3))
  expect([...found]).toEqual(asked.map((_, i) => i))
})

test.each<readonly [string, (said: string | readonly number[]) => boolean]>([
  ['a result', (said) => typeof said !== 'string'],
  ['sizes that differ', (said) => /letter . is \d+ in/.test(`${said}`)],
  ['ranks that differ', (said) => /differ in rank/.test(`${said}`)],
  ['a wrong count', (said) => /operand count/.test(`${said}`)],
  ['a strange character', (said) => /no letter/.test(`${said}`)],
  ['a letter from nowhere', (said) => /in no operand/.test(`${said}`)],
  ['a letter twice', (said) => /stands twice/.test(`${said}`)],
])('%s is among the answers', (_, is) => {
  expect(answers.filter(is).length).toBeGreaterThan(4)
})
