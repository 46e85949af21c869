import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { root, sourcesOf } from '../support/sources.js'
import { folder, wrong } from './compile.js'
import { asserts, type Example, examplesOfMarkdown, examplesOfSource, fileOf } from './example.js'
import { stopBackends } from './stop.js'

const documents = [
  'README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    // errors.spec.ts compiles each program of errors.md by itself
    .filter((name) => name.endsWith('.md') && !name.startsWith('api/') && name !== 'errors.md')
    .map((name) => `docs/${name}`),
]
const inDocuments = documents.flatMap((path) =>
  examplesOfMarkdown(path, readFileSync(`${root}${path}`, 'utf8')),
)
const inSources = sourcesOf('src').flatMap((s) => examplesOfSource(s.path, s.tree.text))
const examples = [...inDocuments, ...inSources]

/** Loads an example's program anew, with nothing left over from the one before. */
const run = async (example: Example): Promise<void> => {
  const path = `${folder}${fileOf(example)}`
  writeFileSync(path, example.code)
  vi.resetModules()
  await import(path)
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
})

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'assert').mockImplementation((claim?: boolean, ...said: readonly unknown[]) => {
    if (!claim) throw new Error(['Assertion failed', ...said].join(': '))
  })
})

afterEach(async () => {
  vi.restoreAllMocks()
  await stopBackends()
})

test('the examples compile, and those that must not compile say why', () => {
  expect(inDocuments.length).toBeGreaterThan(0)
  expect(inSources.length).toBeGreaterThan(0)
  expect(wrong(examples)).toEqual([])
})

test('every example of a docstring ends in an assertion', () => {
  expect(inSources.filter((e) => e.kind === 'run' && !asserts(e)).map((e) => e.place)).toEqual([])
})

describe('the example runs', () => {
  test.each(examples.filter((e) => e.kind === 'run'))('$place', async (example) => {
    await expect(run(example)).resolves.toBeUndefined()
  })
})

describe('planted', () => {
  const document = (...fences: readonly string[]): readonly Example[] =>
    examplesOfMarkdown('docs/planted.md', fences.join('\n\ntext\n\n'))

  test('a wrong example is found, by its line', () => {
    const planted = document('```ts\nconst a: number = 1\n```', '```ts no-run\nconst b: string = a\n```')
    expect(wrong(planted)).toEqual(["docs/planted.md:8: Type 'number' is not assignable to type 'string'."])
  })

  test('a name that the package has not is found', () => {
    const [complaint] = wrong(document("```ts\nimport { notThere } from 'reparam'\n```"))
    expect(complaint).toMatch(/docs\/planted.md:2: Module '"reparam"' has no exported member 'notThere'/)
  })

  test('an error fence whose code compiles, says something else, or says nothing is found', () => {
    const fence = (code: string, claim: string): string => `\`\`\`ts error\n${code}\n${claim}\n\`\`\``
    const said = "Type 'string' is not assignable to type 'number'"
    expect(wrong(document(fence("const a: number = ''", `// error: ${said}`)))).toEqual([])
    expect(wrong(document(fence('const a: number = 1', `// error: ${said}`)))).toEqual([
      `docs/planted.md:2: the compiler does not say: ${said}`,
    ])
    expect(wrong(document(fence("const a: number = ''", '// error: shapes differ')))).toEqual([
      `docs/planted.md:2: ${said}.`,
      'docs/planted.md:2: the compiler does not say: shapes differ',
    ])
    expect(wrong(document(fence("const a: number = ''", '')))).toHaveLength(1)
    expect(wrong(document(fence("const a: number = ''", `// error: ${said}\nconst b: number = ''`)))).toEqual(
      [`docs/planted.md:2: ${said}.`],
    )
  })

  test('a fence without imports goes on where the one before it ended', () => {
    const planted = document(
      '```ts\nconst a = 1\n```',
      '```ts\nconst b = a\n```',
      '```sh\nls\n```',
      '```ts\nb\n```',
    )
    expect(planted.map((e) => e.code)).toEqual([
      'const a = 1',
      'const a = 1\nconst b = a',
      'const a = 1\nconst b = a\nb',
    ])
  })

  test('an unknown mark is refused', () => {
    expect(() => document('```ts ignore\n1\n```')).toThrow('found "ts ignore"')
  })

  test('examples of docstrings are found with and without a fence, each by its line', () => {
    const text =
      '/** One. */\n/**\n * Two.\n * @example\n * a()\n *\n * b()\n * @since 1\n * @example\n * ```ts\n * c()\n * ```\n */'
    expect(examplesOfSource('src/a.ts', text)).toEqual([
      { place: 'src/a.ts:4', kind: 'run', code: '\na()\n\nb()' },
      { place: 'src/a.ts:11', kind: 'run', code: 'c()' },
    ])
  })

  test.each([
    ['throws', "throw new Error('thrown')", 'thrown'],
    ['throws later', "await Promise.reject(new Error('rejected'))", 'rejected'],
    ['asserts what is false', "console.assert(1 > 2, 'not so')", 'Assertion failed: not so'],
  ])('an example that %s fails', async (_, code, message) => {
    const [example] = examplesOfMarkdown(`docs/${message}.md`, `\`\`\`ts\n${code}\n\`\`\``)
    await expect(example === undefined ? undefined : run(example)).rejects.toThrow(message)
  })
})
