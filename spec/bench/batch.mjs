/** The batch of data that the step is timed on. */
import { either as E } from 'fp-ts'
import { binarize, pixelCount, render, take } from 'reparam'
import { readIdxFolder } from 'reparam/node'
import { BATCH, PIXELS, syntheticBatch } from './problem.mjs'

/** The first images of a folder of IDX files, binarised; random bits without one. */
export const batchOf = async (folder) => {
  if (folder === undefined) return syntheticBatch()
  const read = await readIdxFolder('images')(folder)()
  if (E.isLeft(read)) throw new Error(render(read.left))
  const { train } = read.right
  if (pixelCount(train) !== PIXELS || train.count < BATCH)
    throw new Error(`expected at least ${BATCH} images of ${PIXELS} pixels in ${folder}, found ${train.count} of ${pixelCount(train)}`)
  return binarize(0.5)(take(Array.from({ length: BATCH }, (_, i) => i))(train)).images
}
