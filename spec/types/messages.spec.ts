import { beforeAll, describe, expect, test } from 'vitest'
import { fixtures } from './fixtures.js'
import { type Fixture, judge, type Verdict } from './wrong-programs.js'

const head = `import type { Broadcast, BroadcastGuard, Shape } from '../../src/shape/index.js'
interface Box<in out S> { readonly shape: S }
declare const box: <const S extends number[]>(...shape: S) => Box<S>
declare const add: <A extends Shape, B extends Shape>(
  a: Box<A>,
  b: Box<B> & BroadcastGuard<'add', A, B>,
) => Box<Broadcast<A, B>>`

const message = 'add: cannot broadcast [2] with [3] (2 vs 3)'
const wrong = 'add(box(2), box(3))'
const right = 'add(box(2), box(2)) //='

const planted = (name: string, body: string, count = 1): Fixture => ({
  path: `spec/types/planted-${name}.bad.ts`,
  text: `// wrong programs: ${count}\n${head}\n${body}\n`,
})

const at = (name: string, line: number): string => `spec/types/planted-${name}.bad.ts:${line}`

/** Where the wrong program and its twin stand when the demand is the first line of the body. */
const wrongLine = head.split('\n').length + 3
const twinLine = wrongLine + 1

const faults: Readonly<Record<string, { readonly fixture: Fixture; readonly complaint: string }>> = {
  'another message': {
    fixture: planted('changed', `//! add: cannot broadcast [2] with [3] (3 vs 2)\n${wrong}\n${right}`),
    complaint: `${at('changed', wrongLine)} should fail with: add: cannot broadcast [2] with [3] (3 vs 2)`,
  },
  'a message with more words': {
    fixture: planted('longer', `//! add: cannot broadcast [2] with [3]\n${wrong}\n${right}`),
    complaint: `${at('longer', wrongLine)} should fail with: add: cannot broadcast [2] with [3]`,
  },
  'a wrong program that compiles': {
    fixture: planted('compiles', `//! ${message}\nadd(box(2), box(1))\n${right}`),
    complaint: `${at('compiles', wrongLine)} compiles, but should fail with: ${message}`,
  },
  'a second error beside the message': {
    fixture: planted('second', `//! ${message}\n${wrong} + nothing\n${right.replace(' //=', ' + 1 //=')}`),
    complaint: `${at('second', wrongLine)} should fail with: ${message}\nbut fails with: Cannot find name 'nothing'.`,
  },
  'a twin that does not compile': {
    fixture: planted('twin', `//! ${message}\n${wrong}\nadd(box(2), box(4)) //=`),
    complaint: `${at('twin', twinLine)} should compile: Argument of type 'Box<[4]>'`,
  },
  'a twin that is missing': {
    fixture: planted('missing', `//! ${message}\n${wrong}\n\n${right}`),
    complaint: `${at('missing', twinLine)} is no right twin of the line above`,
  },
  'a comment for a twin': {
    fixture: planted('comment', `//! ${message}\n${wrong}\n// right //=`),
    complaint: `${at('comment', twinLine)} differs from the line above in more than one place`,
  },
  'a twin without its mark': {
    fixture: planted('unmarked', `//! ${message}\n${wrong}\nadd(box(2), box(2))`),
    complaint: `${at('unmarked', twinLine)} is no right twin of the line above`,
  },
  'a mark on another line': {
    fixture: planted('stray-mark', `//! ${message}\n${wrong}\n${right}\n${right}`),
    complaint: `${at('stray-mark', twinLine + 1)} is marked as a twin, but of nothing`,
  },
  'a twin that is another program': {
    fixture: planted('apart', `//! ${message}\n${wrong}\nadd(box(5), box(5)) //=`),
    complaint: `${at('apart', twinLine)} differs from the line above in more than one place`,
  },
  'the same line as twin': {
    fixture: planted('same', `//! ${message}\n${wrong}\n${wrong} //=`),
    complaint: `${at('same', twinLine)} is the line above once more`,
  },
  'an error that nobody demanded': {
    fixture: planted('stray', `//! ${message}\n${wrong}\n${right}\nadd(box(7), box(8))`),
    complaint: `${at('stray', twinLine + 1)} should compile: `,
  },
  'an import that leads nowhere': {
    fixture: planted('import', `import '../../src/nowhere.js'\n//! ${message}\n${wrong}\n${right}`),
    complaint: `${at('import', wrongLine - 1)} should compile: Cannot find module`,
  },
  'text that is no program': {
    fixture: planted('syntax', `//! ${message}\n${wrong}\n${right}\nadd(`),
    complaint: `${at('syntax', twinLine + 2)} should compile: `,
  },
  'a count that is too high': {
    fixture: planted('count', `//! ${message}\n${wrong}\n${right}`, 2),
    complaint: `${at('count', 1)} states 2 wrong programs, but there are 1`,
  },
  'an empty file that says so': {
    fixture: planted('empty', '', 0),
    complaint: `${at('empty', 1)} states 0 wrong programs, but there are 0`,
  },
  'no count': {
    fixture: {
      path: 'spec/types/planted-uncounted.bad.ts',
      text: `${head}\n//! ${message}\n${wrong}\n${right}\n`,
    },
    complaint: `${at('uncounted', 1)} does not state its count`,
  },
}

const sound = planted('sound', `//! ${message}\n${wrong}\n${right}`)
const sentence = planted(
  'sentence',
  `const need = (x: Box<[2]>): Box<[2]> => x
//! Argument of type 'Box<[3]>' is not assignable to parameter of type 'Box<[2]>'.
need(box(3))
need(box(2)) //=`,
)

const real = fixtures()
const verdicts = new Map<string, Verdict>()

beforeAll(() => {
  const all = [...real, sound, sentence, ...Object.values(faults).map((f) => f.fixture)]
  for (const verdict of judge(all)) verdicts.set(verdict.path, verdict)
})

const complaintsOf = ({ path }: Fixture): readonly string[] =>
  verdicts.get(path)?.complaints ?? ['was not judged']

describe('wrong programs', () => {
  test.each(real.map((f) => [f.path, f] as const))(
    '%s: each fails with its message, each twin compiles',
    (_, f) => {
      expect(complaintsOf(f)).toEqual([])
    },
  )

  test('there are as many as the first lines state, and at least 250', () => {
    const stated = real.map((f) => Number(/^\/\/ wrong programs: (\d+)\n/.exec(f.text)?.[1]))
    const found = real.map((f) => verdicts.get(f.path)?.demands.length)
    expect(found).toEqual(stated)
    expect(stated.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(250)
  })
})

describe('planted', () => {
  test('a message of ours, and a sentence of the compiler, are found where they stand', () => {
    expect(complaintsOf(sound)).toEqual([])
    expect(complaintsOf(sentence)).toEqual([])
  })

  test.each(Object.entries(faults))('%s is found', (_, { fixture, complaint }) => {
    expect(complaintsOf(fixture)).toContainEqual(expect.stringContaining(complaint))
  })
})
