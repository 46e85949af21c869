/** What a run gives: files, lines, the same bytes for the same seed. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from 'fast-png'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MeanBound } from '../../src/metric/index.js'
import { mnistFiles, writeMnist } from '../data/mnist-files.js'
import { temporaryFolder } from '../support/temporary.js'
import { contents, linesOf, type Outcome, run, small } from './program.js'

const { folder: cwd, remove } = temporaryFolder()
afterAll(remove)

const fileOf = (out: string, name: string): Buffer => readFileSync(join(cwd, out, name))

const sizeOf = (out: string, name: string): string => {
  const { width, height, channels, depth } = decode(fileOf(out, name))
  return `${width}×${height}×${channels} of ${depth} bits`
}

/** What is read of a line of metrics.jsonl. */
interface Row {
  readonly epoch: number
  readonly step: number
  readonly train: MeanBound
  readonly test: MeanBound
}

const rowsOf = (out: string): readonly Row[] =>
  linesOf(fileOf(out, 'metrics.jsonl').toString()).map((line) => JSON.parse(line))

/** Asserts two epochs of so many steps, whose bounds are made of their terms with this weight. */
const expectRows = (rows: readonly Row[], steps: number, beta: number): void => {
  expect(rows.map(({ epoch, step }) => [epoch, step])).toEqual([
    [1, steps],
    [2, 2 * steps],
  ])
  for (const { train, test } of rows)
    for (const { elbo, reconstruction, kl } of [train, test])
      expect(elbo).toBeCloseTo(reconstruction - beta * kl, 3)
}

describe('a run on the digits', () => {
  let outcomes: readonly Outcome[] = []

  beforeAll(async () => {
    outcomes = [
      await run({ cwd }, ...small),
      // where there is no GPU the best is wasm, and the configuration says so
      await run({ cwd, env: { VK_ICD_FILENAMES: '/nowhere/driver.json' } }, ...small, '--backend', 'auto'),
      await run({ cwd }, ...small, '--seed', '1'),
    ]
  })

  test('ends well, with plain lines and no word of a dependency', () => {
    const [outcome = { status: 70, stdout: '', stderr: '' }] = outcomes
    expect(outcome).toMatchObject({ status: 0, stderr: '' })
    const number = String.raw`-?\d+\.\d\d`
    const terms = `ELBO ${number}  reconstruction ${number}  KL ${number} nats per example`
    const lines = [
      /^digits: 1347 training and 450 test images of 8×8×1; wasm backend \(.+\); results in runs\/digits-1$/,
      new RegExp(`^epoch 1/2  ${terms}  \\d+ steps/s  \\d+ s left$`),
      new RegExp(`^epoch 2/2  ${terms}  \\d+ steps/s  0 s left$`),
      new RegExp(
        `^test  -ELBO ${number}  NLL ${number} \\(500 importance samples\\) nats per example  active units [0-2] of 2$`,
      ),
      /^written to runs\/digits-1: reconstructions.png samples.png manifold.png curve.svg metrics.jsonl checkpoint.safetensors config.json$/,
    ]
    expect(linesOf(outcome.stdout)).toEqual(lines.map((line) => expect.stringMatching(line)))
    for (const control of ['\r', '\u001b']) expect(outcome.stdout).not.toContain(control)
  })

  test('leaves the files that it names, none of them empty, in a folder of its own', () => {
    expect(contents(join(cwd, 'runs'))).toEqual(
      ['digits-1', 'digits-2', 'digits-3'].flatMap((out) => [
        out,
        `${out}/checkpoint.safetensors`,
        `${out}/config.json`,
        `${out}/curve.svg`,
        `${out}/manifold.png`,
        `${out}/metrics.jsonl`,
        `${out}/reconstructions.png`,
        `${out}/samples.png`,
      ]),
    )
    for (const path of contents(join(cwd, 'runs')).filter((name) => name.includes('/')))
      expect(fileOf('runs', path).length, path).toBeGreaterThan(0)
  })

  test('writes its exact configuration, defaults included', () => {
    expect(JSON.parse(fileOf('runs/digits-3', 'config.json').toString())).toEqual({
      data: 'digits',
      latent: 2,
      hidden: 16,
      likelihood: 'bernoulli',
      beta: 1,
      epochs: 2,
      batch: 256,
      lr: 0.002,
      seed: 1,
      backend: 'wasm',
    })
  })

  test('logs a line an epoch, with terms that add up to the bound', () => {
    expectRows(rowsOf('runs/digits-1'), 5, 1)
  })

  test('weighs the KL divergence as it is told, on the backend that it is told', async () => {
    const outcome = await run({ cwd }, ...small, '--beta', '0.25', '--backend', 'cpu', '--out', 'beta')
    expect(outcome).toMatchObject({ status: 0, stderr: '' })
    expect(outcome.stdout).toContain('cpu backend')
    expectRows(rowsOf('beta'), 5, 0.25)
  })

  test('the same seed gives the same bytes in every file; another seed gives others', () => {
    for (const name of contents(join(cwd, 'runs/digits-1'))) {
      expect(fileOf('runs/digits-2', name).equals(fileOf('runs/digits-1', name)), name).toBe(true)
      expect(fileOf('runs/digits-3', name).equals(fileOf('runs/digits-1', name)), name).toBe(false)
    }
  })

  test('draws pictures of the expected sizes', () => {
    // cells of 8×8, enlarged 7 times (3 times in the manifold), with a line of 1 between them
    const side = (cells: number, zoom: number) => cells * 8 * zoom + cells - 1
    const grey = '×1 of 8 bits'
    expect(sizeOf('runs/digits-1', 'samples.png')).toBe(`${side(10, 7)}×${side(10, 7)}${grey}`)
    expect(sizeOf('runs/digits-1', 'manifold.png')).toBe(`${side(20, 3)}×${side(20, 3)}${grey}`)
    // two bands of originals over reconstructions, 6 apart
    expect(sizeOf('runs/digits-1', 'reconstructions.png')).toBe(`${side(10, 7)}×${4 * 56 + 2 + 6}${grey}`)
  })

  test('draws a curve with titles and units on its axes', () => {
    const { document } = new JSDOM(fileOf('runs/digits-1', 'curve.svg').toString(), {
      contentType: 'image/svg+xml',
    }).window
    expect(document.documentElement.tagName).toBe('svg')
    const texts = [...document.querySelectorAll('text')].map((node) => node.textContent)
    expect(texts).toEqual(expect.arrayContaining(['epoch', 'nats per example']))
  })
})

describe('a run on a folder of IDX files', () => {
  test.each(['bernoulli', 'gaussian', 'laplace'])(
    'with a %s likelihood and a latent of 3 has no manifold to draw',
    async (likelihood) => {
      const data = `letters-${likelihood}`
      mkdirSync(join(cwd, data))
      await writeMnist(join(cwd, data), mnistFiles(5, 6), likelihood === 'laplace')
      const options = [
        '--data',
        data,
        '--latent',
        '3',
        '--likelihood',
        likelihood,
        '--batch',
        '2',
        '--lr',
        '1e-4',
      ]
      const outcome = await run({ cwd }, ...options, '--hidden', '8', '--epochs', '2', '--out', likelihood)
      expect(outcome).toMatchObject({ status: 0, stderr: '' })
      expect(outcome.stdout).toContain(`${data}: 4 training and 3 test images of 5×6×1; wasm backend`)
      expect(outcome.stdout).toMatch(/active units [0-3] of 3\n/)
      expect(contents(join(cwd, likelihood))).not.toContain('manifold.png')
      expect(outcome.stdout).not.toContain('manifold')
      // three test images, each 6·9 + 1 wide, in one band
      expect(sizeOf(likelihood, 'reconstructions.png')).toBe('164×91×1 of 8 bits')
    },
  )
})
