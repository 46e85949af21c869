/** docs/numerics.md: what holds of all numbers, with figures that are computed where they stand. */
import {
  Bernoulli,
  Gamma,
  Gaussian,
  Geometric,
  kl,
  Laplace,
  LogNormal,
  MultivariateGaussian,
  Poisson,
  StudentT,
  Uniform,
} from '../../../src/distribution/index.js'
import { boundedLogScale } from '../../../src/distribution/log-scale.js'
import { read } from '../../../src/run/index.js'
import { type AnyTensor, matrix, scalar, vector } from '../../../src/tensor/index.js'
import { table } from '../../conformance/page/markdown.js'
import { continuous } from '../../distribution/numerics/continuous.js'
import { discrete } from '../../distribution/numerics/discrete.js'
import { few, magnitudes } from '../../distribution/numerics/grid.js'
import { vectors } from '../../distribution/numerics/vectors.js'
import type { Accuracy } from './accuracy.js'
import { written } from './svg.js'

const numbers = async (x: AnyTensor): Promise<readonly number[]> => [...(await read(x))]

/** As 3e-7, in one digit unless the number has more. */
const power = (x: number): string => Number(x.toPrecision(2)).toExponential().replace('e+', 'e')

/** A number in four digits. */
const digits = (x: number): string => {
  if (x === Number.POSITIVE_INFINITY) return '∞'
  if (x === Number.NEGATIVE_INFINITY) return '−∞'
  const size = Math.abs(x)
  const far = size >= 1e5 || (size > 0 && size < 1e-2)
  return far ? written(power(x)) : written(`${Number(x.toPrecision(4))}`)
}

const at = scalar

const listed = (of: readonly number[]): string => of.map(digits).join(', ')

/** Logarithms of scales, given and kept. */
const given = [-1e30, -100, -70, -60, -1, 0, 60, 70, 80, 100, 1e30]

const keptTable = async (): Promise<string> => {
  const kept = await numbers(boundedLogScale(vector(given)))
  return table(['given', ...given.map(digits)], [['kept', ...kept.map(digits)]])
}

/** What is infinite, and what tells so. */
const infinite: readonly (readonly [program: string, why: string, value: AnyTensor])[] = [
  [
    'LogNormal.make(scalar(0), scalar(14)).mean()',
    'exp(μ + σ²/2) is beyond float32',
    LogNormal.make(at(0), at(14)).mean(),
  ],
  [
    'Geometric.fromLogits(scalar(-90)).mean()',
    'exp −l is beyond float32',
    Geometric.fromLogits(at(-90)).mean(),
  ],
  [
    'Gaussian.make(scalar(0), scalar(1e30)).variance()',
    'σ² is beyond float32',
    Gaussian.make(at(0), at(1e30)).variance(),
  ],
  [
    'Gaussian.make(scalar(0), scalar(1)).logProb(scalar(1e30))',
    'the square of the distance is beyond float32',
    Gaussian.make(at(0), at(1)).logProb(at(1e30)),
  ],
  [
    'StudentT.make(scalar(2), scalar(0), scalar(1)).variance()',
    'it is infinite up to two degrees of freedom',
    StudentT.make(at(2), at(0), at(1)).variance(),
  ],
  [
    'Gamma.make(scalar(0.5), scalar(1)).logProb(scalar(0))',
    'the density is infinite there',
    Gamma.make(at(0.5), at(1)).logProb(at(0)),
  ],
  [
    'kl(Uniform.between(0, 4)(), Uniform.between(1, 3)())',
    'where the first may be, the second has no density',
    kl(Uniform.between(0, 4)(), Uniform.between(1, 3)()),
  ],
  [
    'kl(Gaussian.make(scalar(0), scalar(1e30)), Gaussian.standard())',
    'the divergence is beyond float32',
    kl(Gaussian.make(at(0), at(1e30)), Gaussian.standard()),
  ],
]

const infiniteTable = async (): Promise<string> =>
  table(
    ['program', 'is', 'since'],
    await Promise.all(
      infinite.map(async ([program, why, value]) => [
        `\`${program}\``,
        digits((await numbers(value))[0] ?? Number.NaN),
        why,
      ]),
    ),
  )

/** Constructors with a number that no distribution has. */
const refused: readonly (readonly [program: string, make: () => unknown])[] = [
  ['Gaussian.make(scalar(0), scalar(-1))', () => Gaussian.make(at(0), at(-1))],
  ['Laplace.make(vector([0, NaN]), ones(2))', () => Laplace.make(vector([0, Number.NaN]), vector([1, 1]))],
  ['Poisson.make(scalar(0))', () => Poisson.make(at(0))],
  ['Uniform.between(2, 1)()', () => Uniform.between(2, 1)()],
  ['Bernoulli.fromProbabilities(scalar(1.5))', () => Bernoulli.fromProbabilities(at(1.5))],
  [
    'MultivariateGaussian.fromCovariance(zeros(2), matrix([[1, 2], [2, 1]]))',
    () =>
      MultivariateGaussian.fromCovariance(
        vector([0, 0]),
        matrix([
          [1, 2],
          [2, 1],
        ]),
      ),
  ],
]

/** The words of what a function throws. */
const saidBy = (make: () => unknown): string => {
  try {
    make()
  } catch (fault) {
    if (fault instanceof Error) return fault.message
  }
  throw new Error('a constructor that should refuse its parameters takes them')
}

const refusedTable = (): string =>
  table(
    ['program', 'says'],
    refused.map(([program, make]) => [`\`${program}\``, `\`${saidBy(make)}\``]),
  )

/** An error rounded up to one digit. */
const upwards = (error: number | undefined): string => {
  if (error === undefined) return '–'
  if (error === 0) return '0'
  const power = 10 ** Math.floor(Math.log10(error))
  return Number((Math.ceil(error / power - 1e-9) * power).toPrecision(1))
    .toExponential()
    .replace('e+0', '')
}

const units: Readonly<Record<number, string>> = {
  0: 'the number',
  1: 'the number, or 1 if that is larger',
}

const accuracyTable = (found: readonly Accuracy[]): string =>
  table(
    ['function', 'arguments', 'error of the value', 'of the first derivative', 'relative to'],
    found.map(({ name, from, to, unit, value, first }) => [
      `\`${name}\``,
      `${digits(from)} to ${digits(to)}`,
      upwards(value),
      upwards(first),
      units[unit] ?? `the number, or ${unit} if that is larger`,
    ]),
  )

/** The whole page. */
export const page = async (found: readonly Accuracy[]): Promise<string> => `# Numerics

What can be relied on when numbers are large, small, or where they should not be. Tensors are float32.
\`npm run docs:distributions\` makes this page and computes every figure in its tables; a spec fails when they are others.

## Parameters

What a network gives is any number, so each family has constructors that take any: \`fromLogits\`, \`fromLogScale\`,
\`fromLogRate\`, \`fromLogs\` and their like. An exponential would overflow: logarithms of scales, rates and concentrations are
kept up to ±60, bent smoothly beyond, and never above ±80, so that a scale, its reciprocal and their derivatives are
normal floats.

${await keptTable()}

Other constructors (\`make\`, \`fromProbabilities\`) take parameters of a domain, such as scales above 0. What stands in a
program as a number is looked at there, and refused in one line:

${refusedTable()}

What is computed, such as the output of a network, has no numbers yet and is not looked at: outside of the domain it
gives NaN or an infinity, which \`fit\` reports as a value that is not finite. A probability of 0 or 1 counts as
2⁻¹²⁶ from there, so that no logit is infinite.

## Values

**Never NaN** for finite parameters and a value in the support. \`spec/distribution/numerics\` looks at grids of parameters
and values from 1e-30 to 1e30: ${listed(magnitudes)} (${listed(few)} for what is
computed by quadrature), with both signs and 0 where they may have them. Its ${continuous.length + discrete.length + vectors.length} rows are families and their constructors, each with log-density, cdf, everything that is
stated, samples, and all first derivatives, on cpu and wasm. What is too large for float32 is infinite, and says so.

**Outside of the support** the log-density is −∞ and its gradient 0, by values and by parameters. A density that is
computed there first and replaced afterwards would give 0 · ∞ = NaN in its derivative: so a safe value is selected first,
then computed with, then the result selected. Two exceptions are stated on their pages: \`Bernoulli\` takes any number as a
grey pixel, and a covariance that is not positive definite has no Cholesky factor: computed, it gives NaN; where its numbers
stand in the program it is refused, with a RangeError.

**Samples** never leave the support: where it is open, rounding is kept from putting a sample on its end, and one that
underflows is 2⁻¹²⁵. Uniform draws that include 0 never meet a logarithm.

## What is infinite

${await infiniteTable()}

## Special functions

The largest error over the tables of \`spec/golden\`, measured on wasm and rounded up to one digit; \`spec/special\` asserts its
bounds on cpu and wasm, for further derivatives as well (\`npx vitest run spec/special\`). A float32 is exact to 6e-8.
The Bessel functions of an order ν stand for ν from 0 to 499.

${accuracyTable(found)}
`
