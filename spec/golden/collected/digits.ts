/** Linear Gaussian models fitted to the digits: mean log-likelihoods in training and in testing. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import type { Images } from '../../../src/data/index.js'
import { digits } from '../../../src/data/index.node.js'
import { fitProbabilisticPca } from '../../../src/estimate/index.js'
import { render } from '../../../src/failure/index.js'
import { mean, type Tensor } from '../../../src/tensor/index.js'
import { constant } from '../../../src/tensor/primitive/leaf.js'
import { typed } from '../../../src/tensor/tensor.js'
import { flat } from '../collection.js'
import { type Chapter, named, numbers } from './compare.js'

const rowsOf = ({ images, count }: Images): Tensor<[number, 64]> =>
  typed(constant(Float32Array.from(images), [count, 64]))

/** A fit for each number of latent units, made once for all backends: it is computed on the host. */
const fits = new Map<number, ReturnType<typeof fitted>>()

const fitted = async (latents: number) => {
  const result = await F.pipe(
    digits,
    TE.map(({ train, test }) => ({ train: rowsOf(train), test: rowsOf(test) })),
    TE.bind('fit', ({ train }) => fitProbabilisticPca({ latents })(train)),
  )()
  if (E.isLeft(result)) throw new Error(render(result.left))
  return result.right
}

export const computedDigits: Chapter = {
  'pPCA ML log-likelihood per image, sklearn digits/16, split RandomState(0).permutation(1797): test=first 450, train=rest':
    async ({ params, value }) => {
      const latents = named(params, 'q')
      const found = fits.get(latents) ?? fitted(latents)
      fits.set(latents, found)
      const { train, test, fit } = await found
      const got = [train, test].map((x) => numbers(mean()(fit.model.evidence<[number]>(x))))
      return { got: (await Promise.all(got)).flat(), expected: flat(value) }
    },
}
