/** The families of vectors, and what is made of other distributions, at extremes. */
import * as Bijection from '../../../src/bijection/index.js'
import {
  Dirichlet,
  Gaussian,
  LowRankMultivariateGaussian,
  Mixture,
  MultivariateGaussian,
  Transformed,
  Truncated,
  VonMisesFisher,
} from '../../../src/distribution/index.js'
import { tensor } from '../../../src/laws/host.js'
import type { Tensor } from '../../../src/tensor/index.js'
import { column, combinations, cycled, numbers } from './grid.js'
import { type Row, row } from './row.js'

const block = <const S extends number[]>(
  rows: readonly (readonly number[])[],
  ...shape: S
): Tensor<[number, ...S]> => tensor<[number, ...S]>(rows.flat(), [rows.length, ...shape])

const finite = (event: readonly number[]): boolean => event.every(Number.isFinite)
const onSphere = (event: readonly number[]): boolean =>
  Math.abs(event.reduce((total, x) => total + x * x, 0) - 1) < 1e-5
const isShare = (event: readonly number[]): boolean =>
  event.every((x) => x > 0) && Math.abs(event.reduce((a, b) => a + b, 0) - 1) < 1e-5

// what is solved for, and its square, have to be floats
const triangles = combinations([-8, 0, 40, 1e30], [-1e3, 0, 1], [-8, 0, 80], [-1e3, 0, 1e-30])
const factors = combinations([-1e5, 0, 1e-30, 1e6], [-1e4, 0, 1], [-10, 0, 80, 1e30], [-1e3, 0, 1e-30])

const shares = [
  [0.25, 0.75],
  [1e-30, 1],
  [0, 1],
  [1, 1e-37],
]
const concentrations = combinations([-1e30, -80, -3, 0, 3, 20, 80], [-60, 0, 1, 40, 1e30], [0, 1, 2, 3])

const directions = combinations([-1e30, -1, 0, 1e-30, 2], [-1, 0, 1e30], [-1e30, -80, -1, 0, 10, 80, 1e30])

// the interval has some mass, however small
const cuts = combinations([-1e6, -1e3, -1, 0, 1e-30, 0.5, 1e3], [-3, 0, 3, 80, 1e30], [-1, -0.5, 0, 2])

export const vectors: readonly Row[] = [
  row<{ readonly loc: Tensor<[number, 2]>; readonly triangle: Tensor<[number, 3]> }, [2]>({
    family: 'MultivariateGaussian',
    make: (p) => MultivariateGaussian.fromTriangle(p.loc, p.triangle),
    parameters: {
      loc: block(
        triangles.map(([, , , loc = 0]) => [loc, 1]),
        2,
      ),
      triangle: block(
        triangles.map(([a = 0, b = 0, c = 0]) => [a, b, c]),
        3,
      ),
    },
    inside: block(
      triangles.map((_, i) => [1, 1e3, -1e3, 0, 1e-30].slice(i % 4, (i % 4) + 2)),
      2,
    ),
    moderate: { loc: block([[0, -3]], 2), triangle: block([[0, 2, -1]], 3) },
    supports: finite,
  }),
  row<
    {
      readonly loc: Tensor<[number, 2]>
      readonly factor: Tensor<[number, 2, 2]>
      readonly logScale: Tensor<[number, 2]>
    },
    [2]
  >({
    family: 'LowRankMultivariateGaussian',
    make: (p) => LowRankMultivariateGaussian.fromLogScale(p.loc, p.factor, p.logScale),
    parameters: {
      loc: block(
        factors.map(([, , , loc = 0]) => [loc, 1]),
        2,
      ),
      factor: block(
        factors.map(([a = 0, b = 0]) => [a, b, b, a]),
        2,
        2,
      ),
      logScale: block(
        factors.map(([, , s = 0]) => [s, 0]),
        2,
      ),
    },
    inside: block(
      factors.map((_, i) => [1, 1e3, -1e3, 0, 1e-30].slice(i % 4, (i % 4) + 2)),
      2,
    ),
    moderate: { loc: block([[0, -3]], 2), factor: block([[1, 2, 3, 4]], 2, 2), logScale: block([[0, 1]], 2) },
    supports: finite,
  }),
  row<{ readonly logs: Tensor<[number, 2]> }, [2]>({
    family: 'Dirichlet',
    make: (p) => Dirichlet.fromLogConcentration(p.logs),
    parameters: {
      logs: block(
        concentrations.map(([a = 0, b = 0]) => [a, b]),
        2,
      ),
    },
    inside: block(
      concentrations.map(([, , i = 0]) => shares[i] ?? []),
      2,
    ),
    outside: block(
      concentrations.map((_, i) => (i % 3 === 0 ? [-0.25, 1.25] : i % 3 === 1 ? [0.5, 0.6] : [1e30, -1e30])),
      2,
    ),
    moderate: {
      logs: block(
        [
          [-4, 0],
          [3, 3],
        ],
        2,
      ),
    },
    supports: isShare,
  }),
  row<{ readonly direction: Tensor<[number, 3]>; readonly logConcentration: Tensor<[number]> }, [3]>({
    family: 'VonMisesFisher',
    make: (p) => VonMisesFisher.fromDirection(p.direction, p.logConcentration),
    parameters: {
      direction: block(
        directions.map(([a = 0, b = 0]) => [a, b, 0.5]),
        3,
      ),
      logConcentration: column(directions, 2),
    },
    inside: block(
      directions.map((_, i) => (i % 2 === 0 ? [0.6, 0, -0.8] : [-1, 0, 0])),
      3,
    ),
    outside: block(
      directions.map((_, i) => (i % 2 === 0 ? [0.5, 0.5, 0] : [1e30, 0, 0])),
      3,
    ),
    moderate: { direction: block([[1, 2, 3]], 3), logConcentration: numbers([2]) },
    supports: onSphere,
  }),
  row({
    family: 'Mixture',
    make: (p) =>
      Mixture.of(p.logits, [
        Gaussian.fromLogScale(p.loc, p.logScale),
        Truncated.make({ low: 0, high: 1 })(Gaussian.fromLogScale(p.loc, p.logScale)),
      ]),
    parameters: {
      loc: column(cuts, 0),
      logScale: column(cuts, 1),
      logits: block(
        cuts.map((_, i) => (i % 2 === 0 ? [1e30, 0] : [-100, 100])),
        2,
      ),
    },
    inside: cycled([0.5, 2, -1e3, 1], cuts),
    moderate: {
      loc: numbers([0, 3]),
      logScale: numbers([0, -1]),
      logits: block(
        [
          [0, 1],
          [2, 0],
        ],
        2,
      ),
    },
    supports: finite,
  }),
  row({
    family: 'Truncated',
    make: (p) => Truncated.make({ low: -1, high: 2 })(Gaussian.fromLogScale(p.loc, p.logScale)),
    parameters: { loc: column(cuts, 0), logScale: column(cuts, 1) },
    inside: column(cuts, 2),
    outside: cycled([-1.5, 2.5, -1e30, 1e30], cuts),
    moderate: { loc: numbers([0, 10, -10]), logScale: numbers([0, 0, -1]) },
    supports: ([x = Number.NaN]) => x >= -1 && x <= 2,
  }),
  row({
    family: 'Transformed',
    make: (p) => Transformed.make(Bijection.exp())(Gaussian.fromLogScale(p.loc, p.logScale)),
    parameters: { loc: column(cuts, 0), logScale: column(cuts, 1) },
    inside: cycled([1e-30, 1e-3, 1, 1e30], cuts),
    outside: cycled([0, -1, -1e30, -1e-30], cuts),
    moderate: { loc: numbers([0, 3]), logScale: numbers([0, -1]) },
    supports: ([x = Number.NaN]) => x > 0,
  }),
]
