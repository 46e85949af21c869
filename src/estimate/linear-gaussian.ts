/** The linear Gaussian model on the host: what its parameters say about the data and about the latents. */
import { Matrix } from 'ml-matrix'
import { eigenOf, triangularOf } from './symmetric.js'

/** x = weights · z + loc + scale · noise, for a standard z. */
export interface LinearGaussian {
  readonly loc: Float64Array
  /** D rows of Z numbers. */
  readonly weights: Float64Array
  readonly scale: number
  /** Z, which may be 0. */
  readonly latents: number
}

/** What follows from the parameters, exactly; matrices row after row. */
export interface Derived {
  /** [D, Z]: the posterior mean of z is (x − loc) · gain. */
  readonly gain: Float64Array
  /** [Z, Z]: the lower triangular factor of the posterior covariance of z. */
  readonly posteriorTril: Float64Array
  /** [D, D]: a symmetric matrix that makes x − loc standard. */
  readonly whitening: Float64Array
  /** ½ log |C| of the covariance C of x. */
  readonly halfLogDet: number
}

const numbersOf = (matrix: Matrix): Float64Array => Float64Array.from(matrix.to1DArray())

/**
 * What follows from the parameters, by the eigenvalues s of WᵀW: those of the covariance of x are s + scale², and scale²
 * in all other directions.
 */
export const derivedFrom = ({ loc, weights, scale, latents }: LinearGaussian): Derived => {
  const width = loc.length
  const noise = width * Math.log(scale)
  const apart = Matrix.eye(width).div(scale)
  if (latents === 0) {
    const none = new Float64Array()
    return { gain: none, posteriorTril: none, whitening: numbersOf(apart), halfLogDet: noise }
  }
  const W = Matrix.from1DArray(width, latents, weights)
  const { values, vectors } = eigenOf(numbersOf(W.transpose().mmul(W)), latents)
  const V = Matrix.from1DArray(latents, latents, vectors).transpose()
  const spread = values.map((s) => Math.sqrt(Math.max(s, 0) + scale ** 2))
  const columns = (f: (v: number) => number): Matrix => Matrix.rowVector(spread.map(f))
  const carried = W.mmul(V)
  const timesColumns = (a: Matrix, by: Matrix): Matrix => a.clone().mulRowVector(by)
  // (1/√(s + scale²) − 1/scale)/s, in a form that holds for s = 0 too
  const shrunk = timesColumns(
    carried,
    columns((v) => -1 / (scale * v * (scale + v))),
  )
  return {
    gain: numbersOf(
      timesColumns(
        carried,
        columns((v) => v ** -2),
      ).mmul(V.transpose()),
    ),
    posteriorTril: triangularOf(
      numbersOf(
        timesColumns(
          V,
          columns((v) => scale / v),
        ),
      ),
      latents,
    ),
    whitening: numbersOf(apart.add(shrunk.mmul(carried.transpose()))),
    halfLogDet: noise + spread.reduce((sum, v) => sum + Math.log(v / scale), 0),
  }
}
