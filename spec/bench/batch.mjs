/** The batch of data that the step is timed on. */
import { binarize, pixelCount, take } from 'reparam'
import { readIdxFolder } from 'reparam/node'
import { right } from '../verify/right.mjs'

/** The first images of a folder of IDX files, binarised; random bits without one. */
export const batchOf = async (folder, { BATCH, PIXELS, syntheticBatch }) => {
  if (folder === undefined) return syntheticBatch()
  const { train } = right(await readIdxFolder('images')(folder)())
  if (pixelCount(train) !== PIXELS || train.count < BATCH)
    throw new Error(
      `expected at least ${BATCH} images of ${PIXELS} pixels in ${folder}, found ${train.count} of ${pixelCount(train)}`,
    )
  return binarize(0.5)(take(Array.from({ length: BATCH }, (_, i) => i))(train)).images
}
