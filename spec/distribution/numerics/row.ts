/**
 * A row of the table of extremes: a family, parameters and values from the smallest to the largest, and what is computed
 * of them in one program.
 */
import type { Abilities, Distribution } from '../../../src/distribution/index.js'
import { grad } from '../../../src/gradient/index.js'
import { tensor } from '../../../src/laws/host.js'
import type { ParameterRecord } from '../../../src/laws/index.js'
import { key } from '../../../src/random/index.js'
import { compile, read, release } from '../../../src/run/index.js'
import type { Shape } from '../../../src/shape/index.js'
import { type AnyTensor, shapeOf, sum, type Tensor } from '../../../src/tensor/index.js'

/** A batch of distributions, one for each point of a grid, and what it may be able to state. */
type Batch<E extends Shape> = Distribution<[number], E> & Partial<Abilities<[number], E>>

/** What a family has to hold at: N distributions, with a value of each in the support and, if there is one, outside. */
export interface Extremes<P extends ParameterRecord, E extends Shape> {
  readonly family: string
  readonly make: (parameters: P) => Batch<E>
  readonly parameters: P
  readonly inside: Tensor<[number, ...E]>
  /** Values outside of the support of the same distributions; none where every number is in it. */
  readonly outside?: Tensor<[number, ...E]>
  /** Parameters at which samples are neither 0 nor infinite for rounding. */
  readonly moderate: P
  /** Whether an event is in the support of every distribution, or of the moderate one at this index. */
  readonly supports: (event: readonly number[], index: number) => boolean
}

/** Numbers by what they are. */
export type Numbers = Readonly<Record<string, readonly number[]>>

/** A row with its types erased. */
export interface Row {
  readonly family: string
  /** Log-densities and cdfs with their gradients and everything else that is stated, at values in the support. */
  readonly inside: () => Promise<Numbers>
  /** The same of log-density and cdf outside; nothing where every number is in the support. */
  readonly outside: () => Promise<Numbers>
  /** Samples at every parameter, and their gradients at moderate ones. */
  readonly samples: () => Promise<Numbers>
  /** The events that were drawn at moderate parameters and are not in the support. */
  readonly strays: () => Promise<readonly string[]>
  /** The parameters and the value of a point in words. */
  readonly point: (of: 'inside' | 'outside', index: number) => Promise<string>
}

const probabilities = [0, 1e-30, 0.25, 0.5, 1 - 2 ** -24, 1]

type Tensors = Readonly<Record<string, AnyTensor>>

/** A row of these extremes. */
export const row = <P extends ParameterRecord, E extends Shape = []>(extremes: Extremes<P, E>): Row => {
  const { family, make, parameters, inside, outside, moderate, supports } = extremes
  type X = Tensor<[number, ...E]>
  const densities = (p: P, x: X): Tensors => ({
    logProb: make(p).logProb(x),
    ...named('∂logProb/∂', grad((q: P) => sum()(make(q).logProb(x)))(p)),
    ...(make(p).kind === 'continuous' && {
      '∂logProb/∂value': grad((v: X) => sum()(make(p).logProb(v)))(x),
    }),
  })
  const slopes = (p: P, x: X): Tensors => {
    if (make(p).cdf === undefined || make(p).kind === 'discrete') return {}
    const total = (q: P, v: X): Tensor<[]> => {
      const { cdf } = make(q)
      if (cdf === undefined) throw new Error(`${family}: a cdf that comes and goes`)
      return sum()(cdf(v))
    }
    return {
      ...named('∂cdf/∂', grad((q: P) => total(q, x))(p)),
      '∂cdf/∂value': grad((v: X) => total(p, v))(x),
    }
  }
  const drawn = (p: P): X => make(p).sample(key(1))
  const both = (p: P, q: P): Tensors => ({
    sample: drawn(p),
    ...named('∂sample/∂', grad((r: P) => sum()(drawn(r)))(q)),
  })
  return {
    family,
    inside: () =>
      computed(
        (p: P, x: X): Tensors => ({
          ...densities(p, x),
          ...stated(make(p)),
          ...cdfOf(make(p), x),
          ...slopes(p, x),
        }),
      )(parameters, inside),
    outside: async () =>
      outside === undefined
        ? {}
        : computed((p: P, x: X): Tensors => ({ ...densities(p, x), ...cdfOf(make(p), x), ...slopes(p, x) }))(
            parameters,
            outside,
          ),
    samples: () => computed(both)(parameters, moderate),
    strays: async () => {
      const many = make(moderate).expand(500)
      const size = many.event.reduce((a, b) => a * b, 1)
      const values = Array.from(await read(many.sample(key(2))))
      return Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size))
        .filter((event, i) => !supports(event, i % (many.batch[1] ?? 1)))
        .map((event) => event.join())
    },
    point: async (of, index) => {
      const at = async (x: AnyTensor): Promise<string> => {
        const numbers = Array.from(await read(x))
        const size = numbers.length / (shapeOf(inside)[0] ?? 1)
        return numbers.slice(index * size, (index + 1) * size).join()
      }
      const words = Object.entries(parameters).map(async ([name, x]) => `${name} ${await at(x)}`)
      return `${(await Promise.all(words)).join(' ')}: ${await at((of === 'inside' ? inside : outside) ?? inside)}`
    },
  }
}

const stated = <E extends Shape>(d: Batch<E>): Tensors => ({
  ...(d.entropy && { entropy: d.entropy() }),
  ...(d.mean && { mean: d.mean() }),
  ...(d.variance && { variance: d.variance() }),
  ...(d.mode && { mode: d.mode() }),
  ...quantiles(d),
})

const cdfOf = <E extends Shape>(d: Batch<E>, x: Tensor<[number, ...E]>): Tensors =>
  d.cdf ? { cdf: d.cdf(x) } : {}

/** The quantiles of every distribution at some probabilities. */
const quantiles = <E extends Shape>({ quantile, batch, event }: Batch<E>): Tensors => {
  if (quantile === undefined) return {}
  const shape = [...batch, ...event]
  const at = (p: number) =>
    tensor<[number, ...E]>(
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => p),
      shape,
    )
  return Object.fromEntries(probabilities.map((p) => [`quantile of ${p}`, quantile(at(p))]))
}

const named = (prefix: string, tensors: ParameterRecord): ParameterRecord =>
  Object.fromEntries(Object.entries(tensors).map(([name, x]) => [`${prefix}${name}`, x]))

/** The numbers of a record of tensors, computed by one program. */
const computed =
  <Args extends readonly (AnyTensor | ParameterRecord)[]>(f: (...args: Args) => ParameterRecord) =>
  async (...args: Args): Promise<Numbers> => {
    const program = compile(f)
    const outputs = program(...args)
    const numbers = await Promise.all(
      Object.entries(outputs).map(async ([name, x]) => [name, Array.from(await read(x))] as const),
    )
    release(outputs)
    program.release()
    return Object.fromEntries(numbers)
  }
