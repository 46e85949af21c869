/** The images of a run. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { function as F, taskEither as TE } from 'fp-ts'
import { binarize, type Split } from '../data/index.js'
import {
  digits,
  fashionMnist,
  fashionMnistFrom,
  fashionMnistSource,
  readIdxFolder,
} from '../data/index.node.js'
import { type Failure, invalidOption } from '../failure/index.js'
import type { Config } from './config.js'

const isFolder = (path: string) => () =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

const folder = (path: string): TE.TaskEither<Failure, Split> =>
  F.pipe(
    TE.fromTask<boolean, Failure>(isFolder(path)),
    TE.chain((there) =>
      there
        ? readIdxFolder(basename(path))(path)
        : TE.left(
            invalidOption({
              option: '--data',
              expected: 'digits, fashion-mnist, or an existing folder of IDX files',
              got: `'${path}'`,
            }),
          ),
    ),
  )

const named = ({ data, dataDir }: Config): TE.TaskEither<Failure, Split> => {
  if (data === 'digits') return digits
  if (data !== 'fashion-mnist') return folder(data)
  return dataDir === undefined ? fashionMnist(fashionMnistSource()) : fashionMnistFrom(dataDir)
}

/** A name for the folder of a run on this data. */
export const nameOf = ({ data }: Config): string => basename(data) || 'data'

/** Training and test images as the likelihood wants them: of zeros and ones, or grey. */
export const imagesOf = (config: Config): TE.TaskEither<Failure, Split> =>
  F.pipe(
    named(config),
    TE.map(({ train, test }) => {
      const prepared = config.likelihood === 'bernoulli' ? binarize(0.5) : F.identity
      return { train: prepared(train), test: prepared(test) }
    }),
    TE.chainW(({ train, test }) =>
      config.batch <= train.count
        ? TE.right({ train, test })
        : TE.left(
            invalidOption({
              option: '--batch',
              expected: `at most ${train.count}, the training images of ${config.data}`,
              got: `${config.batch}`,
            }),
          ),
    ),
  )
