/**
 * The linear Gaussian model, whose evidence is known exactly: z ~ N(0, I), x|z ~ N(Wz + b, s²I), so
 * x ~ N(b, WWᵀ + s²I) (Tipping and Bishop: Probabilistic principal component analysis (1999), equation 4). Three
 * pixels and two latent units, in plain numbers and as a vae with a linear encoder.
 */
import { function as F } from 'fp-ts'
import { Gaussian } from '../../src/distribution/index.js'
import { dense, input } from '../../src/layer/index.js'
import { gaussianHead, gaussianOutput, vae } from '../../src/model/index.js'
import { matrix, scalar, type Tensor, vector } from '../../src/tensor/index.js'

/** The model as an autoencoder: linear both ways, one scale for all pixels. */
export const linear = vae(
  F.pipe(input(3), gaussianHead(2)),
  F.pipe(input(2), dense(3), gaussianOutput()),
  Gaussian.standard(2),
)

export type LinearParams = ReturnType<typeof linear.init>

type Pair = readonly [number, number]
type Triple = readonly [number, number, number]

/** The decoder in numbers: a row of W for each latent unit, the offset, the scale of the noise. */
export interface Decoder {
  readonly rows: readonly [Triple, Triple]
  readonly offset: Triple
  readonly noise: number
}

/** The encoder in numbers: location = x·kernel + bias, and one scale for each unit, whatever x is. */
export interface Encoder {
  readonly kernel: readonly [Pair, Pair, Pair]
  readonly bias: Pair
  readonly scale: Pair
}

/** A decoder whose loadings are at right angles. */
export const decoder: Decoder = {
  rows: [
    [1, 2, -0.5],
    [2, -1, 0],
  ],
  offset: [0.25, -0.5, 1],
  noise: 0.8,
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

/** Numbers as parameters of the vae. */
export const paramsOf = (
  { rows, offset, noise }: Decoder,
  { kernel, bias, scale }: Encoder,
): LinearParams => {
  const flat: Tensor<[3, 2]> = matrix([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  return {
    encoder: [
      {
        loc: { kernel: matrix(kernel), bias: vector(bias) },
        spread: { kernel: flat, bias: vector([Math.log(scale[0]), Math.log(scale[1])]) },
      },
    ],
    decoder: [{ kernel: matrix(rows), bias: vector(offset) }, { logScale: scalar(Math.log(noise)) }],
  }
}

/** The posterior of a decoder whose rows are orthogonal: then its units are independent, and an encoder can be it. */
export const posterior = ({ rows: [v, w], offset, noise }: Decoder): Encoder => {
  if (Math.abs(dot(v, w)) > 1e-12) throw new Error('posterior: the rows of W are not orthogonal')
  const precision = (row: Triple): number => 1 + dot(row, row) / noise ** 2
  const [pv, pw] = [precision(v), precision(w)]
  const loading = (i: 0 | 1 | 2): Pair => [v[i] / noise ** 2 / pv, w[i] / noise ** 2 / pw]
  const kernel = [loading(0), loading(1), loading(2)] as const
  const against = (unit: 0 | 1): number =>
    -(offset[0] * kernel[0][unit] + offset[1] * kernel[1][unit] + offset[2] * kernel[2][unit])
  return { kernel, bias: [against(0), against(1)], scale: [1 / Math.sqrt(pv), 1 / Math.sqrt(pw)] }
}

/** log N(x; b, WWᵀ + s²I), by the inverse and determinant of a 2×2 matrix (Woodbury). */
export const evidence =
  ({ rows: [v, w], offset, noise }: Decoder) =>
  (x: Triple): number => {
    const s2 = noise ** 2
    const d: Triple = [x[0] - offset[0], x[1] - offset[1], x[2] - offset[2]]
    const [a, b, c] = [s2 + dot(v, v), dot(v, w), s2 + dot(w, w)]
    const determinant = a * c - b * b
    const [dv, dw] = [dot(d, v), dot(d, w)]
    const explained = (c * dv * dv - 2 * b * dv * dw + a * dw * dw) / determinant
    // |WWᵀ + s²I| = s^{2(3 − 2)} |WᵀW + s²I|
    return (
      -(3 * Math.log(2 * Math.PI) + Math.log(s2) + Math.log(determinant) + (dot(d, d) - explained) / s2) / 2
    )
  }
