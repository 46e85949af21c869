import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { castsOf } from '../architecture/casts.js'
import { root, type Source, source, sourcesOf } from '../support/sources.js'
import { type Compiled, compile } from '../types/compile.js'
import { hidden, linesOf, longest, strangers } from './programs.js'
import { stopBackends } from './stop.js'

const programs = sourcesOf('docs/examples')

const compiled = (sources: readonly Source[]): Compiled =>
  compile(sources.map(({ path, tree }) => ({ path, text: tree.text })))

/** Loads a program anew; what it claims by console.assert, in order. */
const claimsOf = async (path: string): Promise<readonly boolean[]> => {
  const claims: boolean[] = []
  vi.spyOn(console, 'assert').mockImplementation((claim?: boolean) => {
    claims.push(claim === true)
  })
  vi.resetModules()
  await import(path)
  return claims
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
})

afterEach(async () => {
  vi.restoreAllMocks()
  await stopBackends()
})

describe('the program', () => {
  test.each(programs.map((p) => p.path))('%s runs, and what it claims holds', async (path) => {
    const claims = await claimsOf(`${root}${path}`)
    expect(claims).toContain(true)
    expect(claims).not.toContain(false)
  })
})

describe('the programs', () => {
  let program: Compiled
  beforeAll(() => {
    program = compiled(programs)
  })

  test('compile under the options of the project, and no type in them hides an any', () => {
    expect(programs.flatMap((p) => program.errors(p.path))).toEqual([])
    expect(programs.flatMap((p) => hidden(p, program))).toEqual([])
  })

  test('stand among the files that both compilers check', () => {
    const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root)
    expect(fileNames).toEqual(expect.arrayContaining(programs.map((p) => `${root}${p.path}`)))
  })

  test('are numbered from 1 on without a gap', () => {
    expect(programs.map((p) => Number(/(\d+)-[a-z-]+\.ts$/.exec(p.path)?.[1]))).toEqual(
      programs.map((_, i) => i + 1),
    )
  })

  test('overrule the compiler nowhere, and import what users can', () => {
    expect(programs.flatMap(castsOf)).toEqual([])
    expect(programs.flatMap(strangers)).toEqual([])
  })

  test('say what they are, count parameters, and are short', () => {
    for (const { path, tree } of programs) {
      expect(tree.text, path).toMatch(/^\/\*\*\n \* [A-Z]/)
      expect(tree.text, path).toMatch(/console\.assert\(countParameters\(/)
    }
    expect(programs.filter((p) => linesOf(p) > longest).map((p) => p.path)).toEqual([])
  })
})

describe('planted', () => {
  const planted = (text: string): Source => source('docs/examples/planted.ts', text)

  test('a claim that does not hold is found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'programs-'))
    writeFileSync(join(folder, 'planted.mjs'), 'console.assert(1 < 2)\nconsole.assert(1 > 2)\n')
    expect(await claimsOf(join(folder, 'planted.mjs'))).toEqual([true, false])
    rmSync(folder, { recursive: true })
  })

  test('a wrong shape is found, and the any behind it', () => {
    const wrong = planted("import { add, ones } from 'reparam'\nconst y = add(ones(2), ones(3))\n")
    const program = compiled([wrong])
    expect(program.errors(wrong.path)).toHaveLength(1)
    expect(hidden(wrong, program)).toEqual(['docs/examples/planted.ts:2 y'])
  })

  test('a cast, an import from inside the package, and a line too many are found', () => {
    expect(castsOf(planted('const x = y as Tensor<[2]>'))).toEqual(['docs/examples/planted.ts:1 as'])
    const inside = planted("import { add } from '../../src/index.js'\nadd\n")
    expect(strangers(inside)).toEqual(['docs/examples/planted.ts:1 ../../src/index.js'])
    expect(linesOf(inside)).toBe(1)
    expect(linesOf(planted('a\n'.repeat(longest + 1)))).toBe(longest + 1)
  })
})
