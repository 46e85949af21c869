/** The folder of a run: what stands in it, and what is taken up again. */

import { appendFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { exists, makeFolder, readBytes, writeAtomic } from '../data/index.node.js'
import { type Failure, fileSystem, invalidFile, invalidOption } from '../failure/index.js'
import type { MeanBound } from '../metric/index.js'
import { type Opened, openCheckpoint } from '../train/index.js'
import { type Config, isConfig, isRecord } from './config.js'

/** One line of metrics.jsonl. It holds nothing that depends on the machine's speed. */
export interface Line {
  readonly epoch: number
  readonly step: number
  readonly train: MeanBound
  readonly test: MeanBound
}

const CONFIG = 'config.json'
const METRICS = 'metrics.jsonl'
const CHECKPOINT = 'checkpoint.safetensors'

/** The text of a configuration, which is compared as it stands. */
export const configText = (config: Config): string => `${JSON.stringify(config, undefined, 2)}\n`

/** The first of runs/name-1, runs/name-2, … that is not there yet. */
const unused = (name: string, n = 1): TE.TaskEither<Failure, string> => {
  const path = join('runs', `${name}-${n}`)
  return F.pipe(
    TE.fromTask<boolean, Failure>(exists(path)),
    TE.chain((there) => (there ? unused(name, n + 1) : TE.right(path))),
  )
}

const withoutRun = (path: string): TE.TaskEither<Failure, string> =>
  F.pipe(
    TE.fromTask<boolean, Failure>(exists(join(path, CONFIG))),
    TE.chain((there) =>
      there
        ? TE.left(
            invalidOption({
              option: '--out',
              expected: 'a folder without a run, or --resume to go on with it',
              got: `the run in ${path}`,
            }),
          )
        : TE.right(path),
    ),
  )

/** A folder for a new run, with its configuration in it. */
export const begin = (
  out: string | undefined,
  name: string,
  config: Config,
): TE.TaskEither<Failure, string> =>
  F.pipe(
    out === undefined ? unused(name) : withoutRun(out),
    TE.chainFirst(makeFolder),
    TE.chainFirst((path) => writeAtomic(join(path, METRICS))('')),
    TE.chainFirst((path) => writeAtomic(join(path, CONFIG))(configText(config))),
  )

/** What a run has done so far: its configuration, its last checkpoint, and the lines up to that. */
export interface Interrupted {
  readonly config: Config
  readonly checkpoint: Opened | undefined
  readonly lines: readonly Line[]
}

const writing =
  (path: string) =>
  (thrown: unknown): Failure =>
    fileSystem({ action: 'write', path, reason: thrown instanceof Error ? thrown.message : String(thrown) })

/** JSON that was written by this program, or a line that says it was not. */
const json =
  <A>(path: string, expected: string, is: (x: unknown) => x is A) =>
  (text: string): E.Either<Failure, A> =>
    F.pipe(
      E.tryCatch(
        (): unknown => JSON.parse(text),
        () => invalidFile({ path, expected, got: `'${text.slice(0, 40)}'` }),
      ),
      E.filterOrElse(is, () => invalidFile({ path, expected, got: `'${text.slice(0, 40)}'` })),
    )

const isBound = (x: unknown): x is MeanBound =>
  isRecord(x) && ['elbo', 'reconstruction', 'kl'].every((name) => typeof x[name] === 'number')

const isLine = (x: unknown): x is Line =>
  isRecord(x) &&
  typeof x['epoch'] === 'number' &&
  typeof x['step'] === 'number' &&
  isBound(x['train']) &&
  isBound(x['test'])

const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const checkpointIn = (folder: string, config: Config): TE.TaskEither<Failure, Opened | undefined> => {
  const path = join(folder, CHECKPOINT)
  return F.pipe(
    TE.fromTask<boolean, Failure>(exists(path)),
    TE.chain((there) =>
      there
        ? F.pipe(
            readBytes(path),
            TE.chainEitherK(openCheckpoint(path)),
            TE.filterOrElse(
              ({ progress }) => progress.config === configText(config),
              () =>
                invalidFile({
                  path,
                  expected: `a checkpoint of the run in ${CONFIG}`,
                  got: 'one of another run',
                }),
            ),
          )
        : TE.right(undefined),
    ),
  )
}

/** Lines up to an epoch; a last one that was not written whole counts for nothing. */
const linesUpTo = (epoch: number, path: string, text: string): E.Either<Failure, readonly Line[]> =>
  F.pipe(text.split('\n').slice(0, epoch), E.traverseArray(json(path, 'a line of metrics in JSON', isLine)))

/** What a write that was killed leaves beside its place. */
const TEMPORARY = /\.[0-9a-f-]{36}\.tmp$/

const withoutTemporaries = (folder: string): TE.TaskEither<Failure, void> =>
  TE.tryCatch(async () => {
    for (const name of await readdir(folder))
      if (TEMPORARY.test(name)) await rm(join(folder, name), { force: true })
  }, writing(folder))

/** A run taken up again: metrics.jsonl is cut to the last checkpoint, and what a killed write left is removed. */
export const resume = (folder: string): TE.TaskEither<Failure, Interrupted> => {
  const [configPath, metricsPath] = [join(folder, CONFIG), join(folder, METRICS)]
  return F.pipe(
    TE.Do,
    TE.bind('config', () =>
      F.pipe(
        readBytes(configPath),
        TE.map(decoded),
        TE.chainEitherK(json(configPath, 'the configuration of a run', isConfig)),
      ),
    ),
    TE.bind('checkpoint', ({ config }) => checkpointIn(folder, config)),
    TE.bind('lines', ({ checkpoint }) =>
      F.pipe(
        readBytes(metricsPath),
        TE.chainEitherK((bytes) => linesUpTo(checkpoint?.progress.epoch ?? 0, metricsPath, decoded(bytes))),
      ),
    ),
    TE.chainFirst(({ lines }) => writeAtomic(metricsPath)(lines.map(lineText).join(''))),
    TE.chainFirst(() => withoutTemporaries(folder)),
  )
}

const lineText = (line: Line): string => `${JSON.stringify(line)}\n`

/** Adds a line to metrics.jsonl. */
export const log =
  (folder: string) =>
  (line: Line): TE.TaskEither<Failure, void> => {
    const path = join(folder, METRICS)
    return TE.tryCatch(() => appendFile(path, lineText(line)), writing(path))
  }

/** Writes the checkpoint, whole or not at all. */
export const save = (folder: string) => writeAtomic(join(folder, CHECKPOINT))

/** Writes a picture or a curve. */
export const result = (
  folder: string,
  name: string,
): ((content: Uint8Array | string) => TE.TaskEither<Failure, void>) => writeAtomic(join(folder, name))
