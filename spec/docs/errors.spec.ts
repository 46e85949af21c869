import { beforeAll, describe, expect, test } from 'vitest'
import { root, source, sourcesOf } from '../support/sources.js'
import type { Compiled } from '../types/compile.js'
import { fixtures } from '../types/fixtures.js'
import { type Fixture, judge } from '../types/wrong-programs.js'
import { type Errors, errorsOf, fixturesOf, programOf } from './errors.js'
import { sentences } from './sentences.js'

const committed = 'docs/errors.md'

const planted = (name: string, ...lines: readonly string[]): Fixture => ({
  path: `spec/types/${name}.bad.ts`,
  text: `// wrong programs: 1\n${lines.join('\n')}\n`,
})

const message = 'add: cannot broadcast [2] with [3] (2 vs 3)'
const demand = [`//! ${message}`, 'add(two, zeros(3))', 'add(two, two) //=']
const imports = "import { add, relu, type Tensor, zeros } from '../../src/tensor/index.js'"
const before = [
  imports,
  'type Pair = Tensor<[2]>',
  'const unused: Pair = zeros(2)',
  'const two: Pair = zeros(2)',
]

const usable = planted('usable', ...before, ...demand)
const changed = planted('changed', ...before, ...demand.map((line) => line.replace('2 vs 3', '3 vs 2')))
const renewed = planted(
  'renewed',
  ...before,
  ...demand.map((line) => line.replace('zeros(3)', 'zeros(1, 3)')),
)
const redeclared = planted('redeclared', ...[...before, ...demand].map((line) => line.replace('Pair', 'Two')))
const shorter = planted('shorter', imports, 'const two = zeros(2)', ...demand)
const hidden = planted(
  'hidden',
  "import type { SplitTailGuard } from '../../src/shape/index.js'",
  "declare const event: (x: number & SplitTailGuard<'event', [8], 2>) => void",
  '//! event: 2 axes cannot be moved out of batch [8]',
  'event(1)',
  'event(2) //=',
)
const split = planted('split', ...before, '//! add: no', 'add(two, zeros(3))', 'add(two,', '  two)')
const inside = planted(
  'inside',
  imports,
  'export const f = (two: Tensor<[2]>) => {',
  ...demand,
  '  return [',
  '    //! add: cannot broadcast [4] with [2] (4 vs 2)',
  '    add(zeros(4), two),',
  '    add(zeros(2), two), //=',
  '  ]',
  '}',
)
const clash = planted(
  'clash',
  imports,
  "import { flatten, input as first, relu as layer } from '../../src/layer/index.js'",
  'type layers = typeof flatten',
  '//! nothing',
  'layer(first(3)), relu(zeros(3)), 1',
  'layer(first(3)), relu(zeros(3)), 2 //=',
)

const made = [usable, changed, renewed, redeclared, shorter, hidden, split, inside, clash]
const real = fixtures()
let compiled: Compiled
let errors: Errors
const of = (...given: readonly Fixture[]): Errors => errorsOf(given, compiled, sourcesOf('src/shape'))

beforeAll(() => {
  compiled = programOf([...real, ...made])
  errors = errorsOf(real, compiled, sourcesOf('src'))
})

test('the page is what the wrong programs make; npm run docs:errors writes it', async () => {
  await expect(errors.page).toMatchFileSnapshot(`${root}${committed}`)
})

test('each message that is demanded stands for a sentence of the page', () => {
  expect(errors.missing).toEqual([])
})

test('each block fails with its message when it is compiled alone, and its right twin compiles', () => {
  const blocks = fixturesOf(errors.page)
  expect(blocks.length).toBe(errors.page.match(/^```ts/gm)?.length)
  expect(blocks.length).toBeGreaterThan(30)
  expect(judge(blocks).flatMap((v) => v.complaints)).toEqual([])
})

describe('a page', () => {
  test('shows of a fixture what the program needs, imported as users do', () => {
    expect(of(usable).page).toContain(`## Usable

### \`cannot broadcast … with … (… vs …)\`

Said by \`add\`.

\`\`\`ts error
import { add, type Tensor, zeros } from 'reparam'
type Pair = Tensor<[2]>
const two: Pair = zeros(2)

add(two, zeros(3))
// error: add: cannot broadcast [2] with [3] (2 vs 3)

add(two, two) // compiles
\`\`\``)
  })

  test('shows of a function the lines around the program', () => {
    expect(of(inside).page).toContain(`
export const f = (two: Tensor<[2]>) => {
add(two, zeros(3))
// error: add: cannot broadcast [2] with [3] (2 vs 3)

add(two, two) // compiles
  return [
  ]
}
`)
  })

  test('keeps apart what two modules export under one name', () => {
    const { page } = of(clash)
    expect(page).toContain("import { relu, zeros } from 'reparam'\nimport { input as first, relu as layer }")
    expect(page).toContain("relu as layer } from 'reparam/layer'\n\nlayer(first(3))")
  })

  test('says a sentence once, of the smallest program, in whatever order they come', () => {
    const { page } = of(usable, shorter)
    expect(page.match(/^### /gm)).toHaveLength(1)
    expect(page).toContain('## Shorter')
    expect(of(shorter, usable).page).toBe(page)
  })
})

describe('planted', () => {
  test.each([
    ['another message', changed],
    ['another program', renewed],
    ['another declaration', redeclared],
  ])('%s changes the page', (_, fixture) => {
    const page = (f: Fixture): string => of(f).page.replace(/^## .*/m, '')
    expect(page(fixture)).not.toBe(page(usable))
    expect(page(fixture)).not.toBe(page(shorter))
  })

  test('a message of which users cannot write the program is missed', () => {
    expect(of(hidden).missing).toEqual(['event: 2 axes cannot be moved out of batch [8]'])
    expect(of(usable).missing).toEqual([])
  })

  test('a program on more lines than one is refused', () => {
    expect(() => of(split)).toThrow(
      'spec/types/split.bad.ts:7 and its twin are neither two statements nor lines of one',
    )
  })

  test('a block with another message, or without what it needs, is found', () => {
    const { page } = of(usable)
    const faults = [
      page,
      page.replace('2 vs 3', '3 vs 2'),
      page.replace(/^const two.*\n/m, ''),
      page.replace('add(two, two)', 'add(two, zeros(3))'),
    ]
    const verdicts = judge(faults.flatMap((text, i) => fixturesOf(text, `planted-${i}`)))
    expect(verdicts.map(({ complaints }) => complaints.length > 0)).toEqual([false, true, true, true])
  })
})

describe('the sentence of a message', () => {
  const text = `const a = 'cannot {} with {}'
const b = \`vae: the \${first} reads \${x}\`
type C<Op, X> = \`\${Op}: a loss has shape [], this one \${X}\`
const d = 'cannot {} with 0'`
  const sentenceOf = sentences([source('src/a.ts', text)])

  test.each([
    ['add: cannot go with 1', 'cannot … with …'],
    ['add: cannot go with 0', 'cannot … with 0'],
    ['vae: the encoder reads [2]', 'the … reads …'],
    ['grad: a loss has shape [], this one [2]', 'a loss has shape [], this one …'],
    ['add: written nowhere', 'written nowhere'],
    ["Type 'Tensor<[2]>' is not 'Key'.", "Type 'Tensor…' is not 'Key…'."],
  ])('%s', (message, sentence) => {
    expect(sentenceOf(message)).toBe(sentence)
  })
})
