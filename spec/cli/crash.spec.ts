/** When something breaks, whatever it is, one line says what; no stack, no source of a dependency. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { either as E } from 'fp-ts'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeSafetensors } from '../../src/train/index.js'
import { root } from '../support/sources.js'
import { temporaryFolder } from '../support/temporary.js'
import { builtFolder, contents, linesOf, run, small } from './program.js'

const { folder: cwd, remove } = temporaryFolder()
afterAll(remove)

const planted = pathToFileURL(join(root, 'spec/cli/plant.mjs')).href

describe('a fault of the program itself', () => {
  test.each(['wait', 'timer'])('(%s) is one line and exit 70', async (PLANT) => {
    const outcome = await run({ cwd, preload: [planted], env: { PLANT } }, ...small, '--out', PLANT)
    expect(outcome).toMatchObject({
      status: 70,
      stderr: 'reparam: internal error: planted: something broke\n',
    })
  })

  test('shows its stack to those who ask', async () => {
    const env = { PLANT: 'wait', REPARAM_STACK: '1' }
    const { stderr } = await run({ cwd, preload: [planted], env }, ...small, '--out', 'stack')
    expect(stderr).toContain('\n    at ')
  })
})

describe('an installation', () => {
  const wasm = '@tensorflow/tfjs-backend-wasm'

  /** The built program with the packages that it declares, but for one. */
  const installation = (name: string, without: string): string => {
    const folder = join(cwd, name)
    cpSync(builtFolder(), folder, { recursive: true, verbatimSymlinks: true })
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    for (const each of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (each === without) continue
      mkdirSync(dirname(join(folder, 'node_modules', each)), { recursive: true })
      symlinkSync(join(root, 'node_modules', each), join(folder, 'node_modules', each))
    }
    return folder
  }

  test('without a package names the package', async () => {
    const program = installation('no-core', '@tensorflow/tfjs-core')
    const { status, stderr } = await run({ cwd, program }, ...small, '--out', 'never')
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^reparam: internal error: Cannot find package '@tensorflow\/tfjs-core'/),
    ])
    expect(status).toBe(70)
    expect(contents(cwd)).not.toContain('never')
  })

  test('without its backend says what to install', async () => {
    const program = installation('no-wasm', wasm)
    const { status, stderr } = await run({ cwd, program }, ...small, '--out', 'never')
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(
        /^reparam: backend wasm: expected it to start; found @tensorflow\/tfjs-backend-wasm is not installed; npm install @tensorflow\/tfjs-core @tensorflow\/tfjs-backend-wasm$/,
      ),
    ])
    expect(status).toBe(2)
    expect(contents(cwd)).not.toContain('never')
  })

  test('with a damaged backend says so in one line', async () => {
    const program = installation('cut-wasm', wasm)
    const copy = join(program, 'node_modules', wasm)
    cpSync(join(root, 'node_modules', wasm), copy, {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    })
    const binaries = contents(copy).filter((path) => path.endsWith('.wasm'))
    expect(binaries.length).toBeGreaterThan(0)
    for (const path of binaries) truncateSync(join(copy, path), 1000)
    const { status, stderr } = await run({ cwd, program }, ...small, '--out', 'never')
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(
        /^reparam: backend wasm: expected it to start; found its \.wasm file cannot be read \(.*\); npm install .*$/,
      ),
    ])
    expect(status).toBe(2)
    expect(contents(cwd)).not.toContain('never')
  })
})

describe('a training', () => {
  test('that meets a number that is not finite stops with exit 1 and keeps its last good state', async () => {
    const { status, stderr } = await run({ cwd }, ...small, '--lr', '1e30', '--out', 'burst')
    expect(stderr).toMatch(/^reparam: step 2: expected a finite number in [\w.]+; found (NaN|-?Infinity)\n$/)
    expect(status).toBe(1)
    expect(contents(join(cwd, 'burst'))).toEqual(['config.json', 'last-good.safetensors', 'metrics.jsonl'])
    const file = decodeSafetensors('last-good')(readFileSync(join(cwd, 'burst/last-good.safetensors')))
    if (E.isLeft(file)) throw new Error(file.left._tag)
    const { tensors, metadata } = file.right
    expect(metadata['epoch']).toBe('0')
    expect(tensors.find(({ name }) => name === 'step')?.values).toEqual(Float32Array.of(1))
    expect(tensors.filter(({ values }) => !values.every(Number.isFinite)).map(({ name }) => name)).toEqual([])
  })

  test('whose test bound is not finite stops too: metrics.jsonl has only numbers', async () => {
    const options = [
      '--epochs',
      '2',
      '--hidden',
      '16',
      '--batch',
      '1347',
      '--lr',
      '1e30',
      '--out',
      'one-step',
    ]
    const { status, stderr } = await run({ cwd }, ...options)
    expect(stderr).toMatch(
      /^reparam: step 1: expected a finite number in test\.\w+; found (NaN|-?Infinity)\n$/,
    )
    expect(status).toBe(1)
    expect(readFileSync(join(cwd, 'one-step/metrics.jsonl'), 'utf8')).toBe('')
  })

  test('goes on when nobody reads its lines any more', async () => {
    const place = { cwd, atFirstLine: ({ deafen }: { readonly deafen: () => void }) => deafen() }
    expect(await run(place, ...small, '--out', 'unheard')).toMatchObject({ status: 0, stderr: '' })
    expect(contents(join(cwd, 'unheard'))).toContain('curve.svg')
  })
})
