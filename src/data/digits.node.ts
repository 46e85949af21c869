import { fileURLToPath } from 'node:url'
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import { type Failure, invalidFile } from '../failure/index.js'
import { type ImageSet, type Split, split } from './dataset.js'
import { parseDigits } from './digits.js'
import { readDecompressed } from './file.node.js'

const COUNT = 1797

// Two folders up from here, in the sources and in what is built from them, is the root of the package.
const shipped = (name: string): string => fileURLToPath(new URL(`../../data/${name}`, import.meta.url))

const parseWholeTable =
  (path: string) =>
  (text: string): E.Either<Failure, ImageSet> =>
    F.pipe(
      parseDigits(path)(text),
      E.filterOrElse(
        ({ count }) => count === COUNT,
        ({ count }) => invalidFile({ path, expected: `${COUNT} images`, got: `${count} images` }),
      ),
    )

const parseTestIndices =
  (path: string) =>
  (text: string): E.Either<Failure, readonly number[]> => {
    const refuse = (got: string) =>
      E.left(invalidFile({ path, expected: 'JSON with a list "test" of numbers', got }))
    const parsed = E.tryCatch(
      (): unknown => JSON.parse(text),
      (thrown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    )
    if (E.isLeft(parsed)) return refuse(parsed.left)
    const { right } = parsed
    if (typeof right !== 'object' || right === null || !('test' in right) || !Array.isArray(right.test))
      return refuse('no such list')
    const indices: readonly unknown[] = right.test
    const numbers = indices.filter((index) => typeof index === 'number')
    return numbers.length === indices.length ? E.right(numbers) : refuse('something else in the list')
  }

const readText = (path: string): TE.TaskEither<Failure, string> =>
  F.pipe(
    readDecompressed(path),
    TE.map((bytes) => new TextDecoder().decode(bytes)),
  )

const readShipped =
  <A>(parse: (path: string) => (text: string) => E.Either<Failure, A>) =>
  (path: string): TE.TaskEither<Failure, A> =>
    F.pipe(readText(path), TE.chainEitherK(parse(path)))

/**
 * The 1,797 handwritten digits of 8×8 that ship with the package: 1,347 for training and a fixed choice of 450 for
 * testing.
 * @shape images: [1347, 8, 8, 1] and [450, 8, 8, 1]
 * @failure FileSystem or InvalidFile for a damaged installation
 * @source Alpaydin, Kaynak: Optical Recognition of Handwritten Digits (UCI Machine Learning Repository, 1998), CC BY 4.0
 * @category data
 * @since 0.1.0
 * @example
 * import { either as E } from 'fp-ts'
 * import { digits } from 'reparam/node'
 * const split = await digits()
 * console.assert(E.isRight(split) && split.right.train.count === 1347 && split.right.test.count === 450)
 */
export const digits: TE.TaskEither<Failure, Split> = F.pipe(
  TE.Do,
  TE.apS('set', readShipped(parseWholeTable)(shipped('digits.csv.gz'))),
  TE.apS('test', readShipped(parseTestIndices)(shipped('digits-split.json'))),
  TE.chainEitherK(({ set, test }) => split(test)(set)),
)
