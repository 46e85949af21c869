/** From the words of the command line to a run, or one line that says what is wrong. */
import { parseArgs } from 'node:util'
import { either as E, function as F } from 'fp-ts'
import { type Failure, invalidOption } from '../failure/index.js'
import { backends, type Config, defaults, isCount, isRate, isSeed, isWeight, likelihoods } from './config.js'

/** What is asked for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly config: Config; readonly out: string | undefined }
  | { readonly kind: 'resume'; readonly out: string }

type Words = Readonly<Record<string, string | undefined>>

const names = [
  'data',
  'data-dir',
  'latent',
  'hidden',
  'likelihood',
  'beta',
  'epochs',
  'batch',
  'lr',
  'seed',
  'backend',
  'out',
] as const

const text = { type: 'string' } as const

/** `--beta -1` as one word, since a word that begins with a dash would count as an option of its own. */
const joined = (args: readonly string[]): string[] => {
  const out: string[] = []
  for (const word of args) {
    const before = out[out.length - 1]
    if (/^-[\d.]/.test(word) && before !== undefined && names.some((name) => before === `--${name}`))
      out[out.length - 1] = `${before}=${word}`
    else out.push(word)
  }
  return out
}

const parsed = (args: readonly string[]) =>
  E.tryCatch(
    () =>
      parseArgs({
        args: joined(args),
        strict: true,
        allowPositionals: false,
        options: {
          ...Object.fromEntries(names.map((name) => [name, text])),
          help: { type: 'boolean', short: 'h' },
          resume: { type: 'boolean' },
        },
      }),
    (thrown) =>
      invalidOption({
        option: 'command line',
        expected: `${names.map((name) => `--${name}`).join(' ')} --resume --help`,
        got: thrown instanceof Error ? (thrown.message.split('. ')[0] ?? '') : String(thrown),
      }),
  )

/** A number that must satisfy a test; absent means the default. */
const number =
  (option: string, expected: string, accepts: (x: number) => boolean, otherwise: number) =>
  (words: Words): E.Either<Failure, number> => {
    const word = words[option]
    if (word === undefined) return E.right(otherwise)
    const value = word.trim() === '' ? Number.NaN : Number(word)
    return accepts(value)
      ? E.right(value)
      : E.left(invalidOption({ option: `--${option}`, expected, got: `'${word}'` }))
  }

const count = (option: string, otherwise: number) =>
  number(option, 'a whole number of at least 1', isCount, otherwise)

/** More units than this do not fit the memory that a backend has. */
const MOST_UNITS = 16_384

const units = (option: string, otherwise: number) =>
  number(
    option,
    `a whole number of at least 1 and at most ${MOST_UNITS}`,
    (x) => isCount(x) && x <= MOST_UNITS,
    otherwise,
  )

/** One of some words; absent means the default. */
const oneOf =
  <const A extends readonly string[]>(option: string, choices: A, otherwise: A[number]) =>
  (words: Words): E.Either<Failure, A[number]> => {
    const word = words[option]
    const found = choices.find((choice) => choice === word)
    if (word === undefined) return E.right(otherwise)
    return found === undefined
      ? E.left(invalidOption({ option: `--${option}`, expected: choices.join(' | '), got: `'${word}'` }))
      : E.right(found)
  }

const configOf = (words: Words): E.Either<Failure, Config> =>
  F.pipe(
    E.Do,
    E.bind('latent', () => units('latent', defaults.latent)(words)),
    E.bind('hidden', () => units('hidden', defaults.hidden)(words)),
    E.bind('likelihood', () => oneOf('likelihood', likelihoods, defaults.likelihood)(words)),
    E.bind('beta', () => number('beta', 'a number of at least 0', isWeight, defaults.beta)(words)),
    E.bind('epochs', () => count('epochs', defaults.epochs)(words)),
    E.bind('batch', () => count('batch', defaults.batch)(words)),
    E.bind('lr', () => number('lr', 'a number above 0', isRate, defaults.lr)(words)),
    E.bind('seed', () => number('seed', 'a whole number from 0 to 2^53 - 1', isSeed, defaults.seed)(words)),
    E.bind('backend', () => oneOf('backend', backends, defaults.backend)(words)),
    E.map((rest) => {
      const folder = words['data-dir']
      return {
        data: words['data'] ?? defaults.data,
        ...(folder === undefined ? {} : { dataDir: folder }),
        ...rest,
      }
    }),
  )

/** A folder is only of use to data that may stand in one. */
const withoutStrayFolder = (config: Config): E.Either<Failure, Config> =>
  config.dataDir === undefined || config.data === 'fashion-mnist'
    ? E.right(config)
    : E.left(
        invalidOption({
          option: '--data-dir',
          expected: '--data fashion-mnist beside it (a folder of IDX files is given as --data itself)',
          got: `--data ${config.data}`,
        }),
      )

const resume = (words: Words): E.Either<Failure, Request> => {
  const { out } = words
  const others = names.filter((name) => name !== 'out' && words[name] !== undefined)
  if (out === undefined)
    return E.left(
      invalidOption({ option: '--resume', expected: '--out, the folder of the run', got: 'no --out' }),
    )
  return others.length === 0
    ? E.right({ kind: 'resume', out })
    : E.left(
        invalidOption({
          option: '--resume',
          expected: 'no options but --out: the run has its own',
          got: others.map((name) => `--${name}`).join(' '),
        }),
      )
}

/**
 * What the words of a command line ask for.
 * @failure InvalidOption naming the option, what it takes and what was given
 */
export const requestOf = (args: readonly string[]): E.Either<Failure, Request> =>
  F.pipe(
    parsed(args),
    E.chain(({ values }): E.Either<Failure, Request> => {
      const { help, resume: again, ...rest } = values
      const words: Words = Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
      )
      if (help === true) return E.right({ kind: 'help' })
      if (words['out'] === '')
        return E.left(invalidOption({ option: '--out', expected: 'a folder', got: "''" }))
      if (again === true) return resume(words)
      return F.pipe(
        configOf(words),
        E.chain(withoutStrayFolder),
        E.map((config): Request => ({ kind: 'run', config, out: words['out'] })),
      )
    }),
  )
