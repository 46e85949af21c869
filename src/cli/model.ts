/** The network of a run: two hidden layers on each side, and the likelihood that was asked for. */
import { function as F } from 'fp-ts'
import { Gaussian } from '../distribution/index.js'
import { dense, flatten, input, type Params, relu, reshape } from '../layer/index.js'
import {
  bernoulliOutput,
  gaussianHead,
  gaussianOutput,
  type LikelihoodFamily,
  laplaceOutput,
  type Vae,
  vae,
} from '../model/index.js'
import type { Config } from './config.js'

/** The shape of an image whose sizes the data decides. */
export type Image = [number, number, number]

/** What can be done with a model, whatever its likelihood and parameters are. */
export type WithModel<A> = <G extends LikelihoodFamily, P extends Params, Q extends Params>(
  model: Vae<Image, [number], 'Gaussian', G, P, Q>,
) => A

/** The sizes of an image. */
export interface Sizes {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Makes the model of a run and hands it on. */
export const withModel =
  ({ latent, hidden, likelihood }: Config, { height, width, channels }: Sizes) =>
  <A>(use: WithModel<A>): A => {
    const encoder = F.pipe(
      input(height, width, channels),
      flatten,
      dense(hidden),
      relu,
      dense(hidden),
      relu,
      gaussianHead(latent),
    )
    const decoder = F.pipe(
      input(latent),
      dense(hidden),
      relu,
      dense(hidden),
      relu,
      dense(height * width * channels),
      reshape(height, width, channels),
    )
    const prior = Gaussian.standard(latent)
    switch (likelihood) {
      case 'bernoulli':
        return use(vae(encoder, bernoulliOutput(decoder), prior))
      case 'gaussian':
        return use(vae(encoder, gaussianOutput({ scale: 0.3 })(decoder), prior))
      case 'laplace':
        return use(vae(encoder, laplaceOutput({ scale: 0.2 })(decoder), prior))
    }
  }
