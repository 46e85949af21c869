import { either as E } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { type Config, defaults, isConfig } from '../../src/cli/config.js'
import { help } from '../../src/cli/help.js'
import { requestOf } from '../../src/cli/options.js'
import { render } from '../../src/failure/index.js'

const complaint = (...args: readonly string[]): E.Either<string, unknown> =>
  E.mapLeft(render)(requestOf(args))

const count = 'expected a whole number of at least 1'
const units = `${count} and at most 16384`

/** Every option but the folders: a value other than the default that it takes, and values that it refuses. */
const options: readonly {
  readonly name: Exclude<keyof Config, 'data' | 'dataDir'>
  readonly good: string
  readonly value: string | number
  readonly bad: readonly string[]
  readonly expected: string
}[] = [
  {
    name: 'latent',
    good: '8',
    value: 8,
    bad: ['0', '-1', '2.5', 'two', '', ' ', 'NaN', '1e400', '16385'],
    expected: units,
  },
  { name: 'hidden', good: '1e2', value: 100, bad: ['0', '1.5', 'x', '1e9'], expected: units },
  {
    name: 'likelihood',
    good: 'laplace',
    value: 'laplace',
    bad: ['Gaussian', 'poisson', ''],
    expected: 'expected bernoulli | gaussian | laplace',
  },
  {
    name: 'beta',
    good: '0',
    value: 0,
    bad: ['-0.1', 'Infinity', 'x', ''],
    expected: 'expected a number of at least 0',
  },
  { name: 'epochs', good: '1', value: 1, bad: ['0', '1.5', 'many'], expected: count },
  { name: 'batch', good: '32', value: 32, bad: ['0', '-64', '3.2'], expected: count },
  {
    name: 'lr',
    good: '0.5',
    value: 0.5,
    bad: ['0', '-1e-3', 'Infinity', 'fast'],
    expected: 'expected a number above 0',
  },
  {
    name: 'seed',
    good: '9007199254740991',
    value: 2 ** 53 - 1,
    bad: ['-1', '0.5', '9007199254740992', 'x'],
    expected: 'expected a whole number from 0 to 2^53 - 1',
  },
  {
    name: 'backend',
    good: 'cpu',
    value: 'cpu',
    bad: ['webgl', 'gpu', 'toString'],
    expected: 'expected wasm | cpu | webgpu | auto',
  },
]

describe('options', () => {
  it('have defaults, all of them', () => {
    expect(requestOf([])).toEqual(E.right({ kind: 'run', config: defaults, out: undefined }))
    expect(options.map(({ name }) => name).sort()).toEqual(
      Object.keys(defaults)
        .filter((name) => name !== 'data')
        .sort(),
    )
  })

  it.each(options)(
    '--$name decides its part of the configuration and nothing else',
    ({ name, good, value }) => {
      const config = { ...defaults, [name]: value }
      expect(config).not.toEqual(defaults)
      const wanted = E.right({ kind: 'run', config, out: undefined })
      expect(requestOf([`--${name}`, good])).toEqual(wanted)
      expect(requestOf([`--${name}=${good}`])).toEqual(wanted)
    },
  )

  it.each(options)('--$name refuses what it cannot be, in one line', ({ name, bad, expected }) => {
    for (const word of bad)
      expect(complaint(`--${name}=${word}`)).toEqual(E.left(`--${name}: ${expected}; found '${word}'`))
  })

  it('a negative number is a value, not an option', () => {
    expect(complaint('--beta', '-1', '--seed', '2')).toEqual(
      E.left("--beta: expected a number of at least 0; found '-1'"),
    )
  })

  it('--data, --data-dir and --out are taken as they are written', () => {
    expect(requestOf(['--data', 'fashion-mnist', '--data-dir', 'cache', '--out', 'runs/x'])).toEqual(
      E.right({
        kind: 'run',
        config: { ...defaults, data: 'fashion-mnist', dataDir: 'cache' },
        out: 'runs/x',
      }),
    )
  })

  it.each([
    [
      ['--data-dir', 'x'],
      '--data-dir: expected --data fashion-mnist beside it (a folder of IDX files is given as --data itself); found --data digits',
    ],
    [['--out', ''], "--out: expected a folder; found ''"],
    [['--resume'], '--resume: expected --out, the folder of the run; found no --out'],
    [
      ['--resume', '--out', 'x', '--lr', '1', '--seed', '2'],
      '--resume: expected no options but --out: the run has its own; found --lr --seed',
    ],
  ])('%j is refused in one line', (args, line) => {
    expect(complaint(...args)).toEqual(E.left(line))
  })

  it.each([
    [['--latnet', '2'], "found Unknown option '--latnet'"],
    [['digits'], "found Unexpected argument 'digits'"],
    [['-x'], "found Unknown option '-x'"],
    [['--seed'], "found Option '--seed <value>' argument missing"],
    [['--help=yes'], "found Option '-h, --help' does not take an argument"],
  ])('%j is refused with the options that there are', (args, found) => {
    const names =
      '--data --data-dir --latent --hidden --likelihood --beta --epochs --batch --lr --seed --backend --out'
    expect(complaint(...args)).toEqual(
      E.left(expect.stringMatching(`^command line: expected ${names} --resume --help; ${found}`)),
    )
  })

  it.each([['--help'], ['-h'], ['--resume', '--help']])('%s asks for help', (...args) => {
    expect(requestOf(args)).toEqual(E.right({ kind: 'help' }))
  })
})

describe('help', () => {
  it('has a line for every option, with its default', () => {
    const lines = new Map(
      help.split('\n').flatMap((line) => {
        const name = /^ {2}--([a-z-]+) /.exec(line)?.[1]
        return name === undefined ? [] : [[name, line] as const]
      }),
    )
    expect([...lines.keys()]).toEqual([
      ...['data', 'data-dir', 'latent', 'hidden', 'likelihood', 'beta', 'epochs', 'batch', 'lr', 'seed'],
      ...['backend', 'out', 'resume', 'help'],
    ])
    for (const [name, value] of Object.entries(defaults)) expect(lines.get(name)).toContain(`[${value}]`)
  })

  it('says what comes out and what each exit status means, in lines of a terminal', () => {
    for (const name of ['reconstructions.png', 'metrics.jsonl', 'last-good.safetensors'])
      expect(help).toContain(name)
    expect(help).toContain(
      'Exit status: 0 done, 1 training stopped, 2 a request that cannot be met, 70 a fault of the program.',
    )
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([])
  })
})

describe('a configuration that is read from a file', () => {
  it('is one only if the options could have given it', () => {
    expect(isConfig(defaults)).toBe(true)
    expect(isConfig({ ...defaults, dataDir: 'x' })).toBe(true)
    for (const [name] of Object.entries(defaults)) {
      const { [name]: _, ...others } = Object.fromEntries(Object.entries(defaults))
      expect(isConfig(others), `without ${name}`).toBe(false)
    }
    const wrong = [
      { latent: 0 },
      { hidden: 1.5 },
      { epochs: '1' },
      { beta: -1 },
      { lr: 0 },
      { seed: -1 },
      { likelihood: 'poisson' },
      { backend: 'webgl' },
      { data: 1 },
      { dataDir: 1 },
    ]
    for (const part of wrong) expect(isConfig({ ...defaults, ...part }), JSON.stringify(part)).toBe(false)
    for (const x of [null, 1, 'digits', []]) expect(isConfig(x)).toBe(false)
  })
})
