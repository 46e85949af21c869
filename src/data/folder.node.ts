import { join } from 'node:path'
import { apply, either as E, function as F, taskEither as TE } from 'fp-ts'
import { type Failure, fileSystem, invalidFile } from '../failure/index.js'
import type { ImageSet, Split } from './dataset.js'
import { exists, readDecompressed } from './file.node.js'
import { parseIdx } from './idx.js'
import { imageSetFromIdx, type Sourced } from './mnist.js'

/**
 * The names of the four files of a data set in MNIST's form, without `.gz`.
 * @category data
 * @since 0.1.0
 */
export const MNIST_FILES = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const

/** The path of a file of this name in the folder, plain or compressed. */
const locate =
  (folder: string, name: string): TE.TaskEither<Failure, string> =>
  async () => {
    for (const path of [join(folder, name), join(folder, `${name}.gz`)])
      if (await exists(path)()) return E.right(path)
    return E.left(
      fileSystem({ action: 'read', path: join(folder, name), reason: 'no such file, nor one with .gz' }),
    )
  }

const read =
  (folder: string) =>
  (name: string): TE.TaskEither<Failure, Sourced> =>
    F.pipe(
      locate(folder, name),
      TE.chain((path) =>
        F.pipe(
          readDecompressed(path),
          TE.chainEitherK(parseIdx(path)),
          TE.map((idx) => ({ path, idx })),
        ),
      ),
    )

const sameSize =
  (path: string) =>
  ({ train, test }: Split): E.Either<Failure, Split> => {
    const size = ({ height, width }: ImageSet): string => `${height}×${width}`
    const expected = `test images of ${size(train)}, as the training images are`
    return size(train) === size(test)
      ? E.right({ train, test })
      : E.left(invalidFile({ path, expected, got: size(test) }))
  }

/**
 * The training and test images of a folder with the four IDX files that MNIST has, plain or with `.gz`.
 * @shape images: [B, height, width, 1], the test images of the same sizes
 * @failure FileSystem for a missing file; InvalidFile for one that is truncated, no IDX file, or of a wrong shape
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { readIdxFolder } from 'reparam/node'
 * const split = await readIdxFolder('letters')('/nowhere')()
 * console.assert(E.isLeft(split) && split.left._tag === 'FileSystem')
 */
export const readIdxFolder =
  (name: string) =>
  (folder: string): TE.TaskEither<Failure, Split> =>
    F.pipe(
      apply.sequenceS(TE.ApplicativeSeq)({
        trainImages: read(folder)(MNIST_FILES.trainImages),
        trainLabels: read(folder)(MNIST_FILES.trainLabels),
        testImages: read(folder)(MNIST_FILES.testImages),
        testLabels: read(folder)(MNIST_FILES.testLabels),
      }),
      TE.chainEitherK((files) =>
        F.pipe(
          apply.sequenceS(E.Applicative)({
            train: imageSetFromIdx(name)(files.trainImages, files.trainLabels),
            test: imageSetFromIdx(name)(files.testImages, files.testLabels),
          }),
          E.chain(sameSize(files.testImages.path)),
        ),
      ),
    )
